using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Matching;

/// <summary>A record, an account or both, with what hangs there.</summary>
internal sealed record TieView(Holder Holder, PersonRecord? Person, IReadOnlyList<TiedAccount> Refused, IReadOnlyList<string> Former, IReadOnlyList<string> Lines);

/// <summary>What hangs on a record or an account: the look before support moves anything.</summary>
internal sealed class ListTies(TieStore ties, TieChangesStore changes, ISchoolRecords records, IEnumerable<IHoldings> holdings)
{
    /// <param name="typed">A record's id, an account («provider/subject», or a subject of mos.ru), or a login of any kind.</param>
    public async Task<IReadOnlyList<TieView>> FindAsync(string typed, CancellationToken cancellation)
    {
        var found = new List<Holder>();
        if (await records.FindAsync(typed, cancellation) is not null)
            found.Add(new Holder(typed, null, null));
        if (ChangeTie.ReadAccount(typed) is { } account && await ties.FindAsync(account.Provider, account.Subject, cancellation) is { } tied)
            found.Add(new Holder(tied, null, null));
        if (found.Count == 0)
        {
            found.AddRange((await records.FindCandidatesAsync(new CandidateSearch { Usernames = [typed] }, cancellation)).Select(record => new Holder(record.Id, null, null)));
            foreach (var holding in holdings)
                found.AddRange(await holding.FindAsync(typed, cancellation));
        }

        var views = new List<TieView>();
        foreach (var holder in found)
        {
            var whole = await CompleteAsync(holder, cancellation);
            if (views.TrueForAll(view => view.Holder != whole))
                views.Add(await ViewAsync(whole, cancellation));
        }

        return views;
    }

    private async Task<Holder> CompleteAsync(Holder holder, CancellationToken cancellation)
    {
        if (holder.PersonId is { } personId)
        {
            var account = await ties.FindAccountAsync(personId, cancellation);
            return new Holder(personId, account?.Provider, account?.Subject);
        }

        return holder with { PersonId = await ties.FindAsync(holder.Provider!, holder.Subject!, cancellation) };
    }

    private async Task<TieView> ViewAsync(Holder holder, CancellationToken cancellation)
    {
        var lines = new List<string>();
        foreach (var holding in holdings)
            lines.AddRange(await holding.ListAsync(holder, cancellation));
        return holder.PersonId is { } personId
            ? new TieView(holder, await records.FindAsync(personId, cancellation), await changes.RefusedAsync(personId, cancellation), await ties.FormerAsync(personId, cancellation), lines)
            : new TieView(holder, null, [], [], lines);
    }
}
