using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Desk.Word;

/// <summary>
/// Operators by what the records and the settings say of them, where nobody of them is there: word goes to the e-mail that mos.ru has
/// verified for those who have ever come in.
/// </summary>
internal sealed class OperatorAddresses(
    IPostHolders posts, IOrganisations organisations, ITies ties, IAccountEmails emails, IOptionsMonitor<DeskOptions> options, MoscowClock clock) : IOperatorAddresses
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> OfAsync(string? schoolId, string? exceptProvider, string? exceptSubject, CancellationToken cancellation)
    {
        var school = schoolId is null ? null : await organisations.FindAsync(schoolId, cancellation);
        var found = new List<string>();
        foreach (var account in (await AccountsOfAsync(school, cancellation)).Distinct())
        {
            // Nobody handles an own case, or hears of it as if.
            if ((account.Provider != exceptProvider || account.Subject != exceptSubject) && await emails.AddressOfAsync(account.Provider, account.Subject, cancellation) is { } email)
                found.Add(email);
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    private async Task<List<TiedAccount>> AccountsOfAsync(School? school, CancellationToken cancellation)
    {
        var accounts = new List<TiedAccount>();
        IReadOnlyList<string> places = [.. (school?.Within ?? []).Union(await posts.TopsAsync(cancellation), StringComparer.Ordinal)];
        foreach (var held in await posts.AtAsync(Operators.Roles, places, clock.Today, cancellation))
        {
            if (await IsTheirsAsync(held.Role, held.OrganisationId, school, cancellation) && await ties.FindAccountAsync(held.PersonId, cancellation) is { } account)
                accounts.Add(account);
        }

        foreach (var named in options.CurrentValue.Operators)
        {
            if (school?.Within.Contains(named.Organisation, StringComparer.Ordinal) == true || await IsTopAsync(named.Organisation, cancellation))
                accounts.Add(new TiedAccount { Provider = named.Provider, Subject = named.Subject });
        }

        return accounts;
    }

    private async Task<bool> IsTheirsAsync(string role, string place, School? school, CancellationToken cancellation) => role switch
    {
        "principal" or "siteAdministrator" => place == school?.Id,
        // At the top itself a word for a district names nobody.
        "districtAdministrator" => school?.Within.Contains(place, StringComparer.Ordinal) == true && !await IsTopAsync(place, cancellation),
        _ => await IsTopAsync(place, cancellation),
    };

    private async Task<bool> IsTopAsync(string place, CancellationToken cancellation) => await organisations.FindAsync(place, cancellation) is { } found && Operators.IsTop(found);
}
