using Mesh.Cabinet.Audit;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.OwnData;

/// <summary>
/// Erases what came of a person from mos.ru and from use (R61); the record stays, for it is the school's. Each step bears repeating, and by what
/// the person is found goes last: whoever repeats an erasure that broke off, by whatever, ends it.
/// </summary>
internal sealed class ErasePerson(
    IOwnAccounts accounts, ISchoolRecords records, IEnumerable<PersonalTable> tables, PersonalTableStore rows, IEnumerable<IErases> emptied,
    HeldAddresses addresses, TrailErasure trail, ErasureStore store, ErasureList list, TimeProvider time)
{
    public const int MaxReasonLength = 255;

    public async Task<EraseOutcome> RunAsync(string personId, string why, CancellationToken cancellation)
    {
        if (why.Trim().Length is 0 or > MaxReasonLength)
            return new EraseOutcome.WrongReason();
        if (await records.FindAsync(personId, cancellation) is not { } person)
            return new EraseOutcome.NoSuchRecord();

        try
        {
            var subject = await accounts.FindAsync(personId, cancellation);
            var held = await HeldAsync(subject, cancellation);
            var last = (await list.ReadAsync(cancellation)).LastOrDefault(one => one.PersonId == personId);
            if (last is { DoneAt: not null } && held.Count == 0 && await store.IsDoneAsync(last.Id, cancellation))
                return new EraseOutcome.Done(last, person.Name.Full);

            var erasure = last is { DoneAt: null } ? last : new Erasure { Id = Guid.CreateVersion7(), PersonId = personId, Why = why.Trim(), BegunAt = time.GetUtcNow(), Held = held };
            if (last?.Id != erasure.Id)
                await list.AddAsync(erasure, cancellation);
            return await RepeatAsync(erasure, cancellation) is { } done ? new EraseOutcome.Done(done, person.Name.Full) : new EraseOutcome.Unfinished();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new EraseOutcome.NoList(list.Path, failure.Message);
        }
    }

    /// <summary>Erases what there is, in whatever state: the first time, after a crash, and after a backup was restored.</summary>
    /// <returns>Null if a part could not be reached now.</returns>
    public async Task<Erasure?> RepeatAsync(Erasure erasure, CancellationToken cancellation)
    {
        var subject = await accounts.FindAsync(erasure.PersonId, cancellation);
        subject = subject with { Addresses = await addresses.FindAsync(subject, cancellation) };
        var isWhole = true;
        foreach (var feature in emptied)
            isWhole &= await feature.EraseAsync(subject, cancellation);
        foreach (var table in tables.Where(table => table.Fate is Fate.Erased))
            await rows.EraseAsync(table, subject, cancellation);
        if (!isWhole)
            return null;

        if (!await trail.RunAsync(subject, cancellation))
            return null;
        foreach (var table in tables.Where(table => table.Fate is Fate.ErasedLast))
            await rows.EraseAsync(table, subject, cancellation);
        await store.DoneAsync(erasure.Id, cancellation);
        var done = erasure with { DoneAt = erasure.DoneAt ?? time.GetUtcNow() };
        if (erasure.DoneAt is null)
            await list.AddAsync(done, cancellation);
        return done;
    }

    /// <summary>What is held that an erasure takes, in words.</summary>
    private async Task<IReadOnlyList<string>> HeldAsync(DataSubject subject, CancellationToken cancellation)
    {
        var held = new List<string>();
        foreach (var table in tables.Where(table => table.Fate is not Fate.Kept && table.Table != "RefusedTies"))
        {
            if (await rows.CountAsync(table, subject, cancellation) is > 0 and var count)
                held.Add(string.Format(OwnDataText.Held, table.Title, count));
        }

        return held;
    }
}
