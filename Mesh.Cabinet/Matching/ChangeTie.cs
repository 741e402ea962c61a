using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Matching;

/// <summary>How the end of a tie ended.</summary>
internal abstract record ReleaseOutcome
{
    private ReleaseOutcome()
    {
    }

    public sealed record Released(TiedAccount Account) : ReleaseOutcome;

    public sealed record NoSuchRecord(string PersonId) : ReleaseOutcome;

    public sealed record NotTied : ReleaseOutcome;

    /// <summary>No reason, or one longer than the audit trail keeps.</summary>
    public sealed record WrongReason : ReleaseOutcome;
}

/// <summary>How a move ended; all cases but <see cref="Moved"/> left everything as it was.</summary>
internal abstract record MoveOutcome
{
    private MoveOutcome()
    {
    }

    public sealed record Moved : MoveOutcome;

    public sealed record NoSuchRecord(string PersonId) : MoveOutcome;

    /// <summary>From and to are one.</summary>
    public sealed record Same : MoveOutcome;

    /// <summary>The record has a tie, an activation or a child's account of its own.</summary>
    public sealed record TargetInUse(string PersonId) : MoveOutcome;

    /// <summary>The account is another record's.</summary>
    public sealed record AccountInUse(string PersonId) : MoveOutcome;

    /// <summary>Nothing hangs on the record.</summary>
    public sealed record NothingThere(string PersonId) : MoveOutcome;

    /// <summary>Somebody else changed the tie in this moment.</summary>
    public sealed record ChangedMeanwhile : MoveOutcome;

    /// <summary>It is no account of mos.ru or госуслуги.</summary>
    public sealed record NoAccount : MoveOutcome;

    /// <inheritdoc cref="ReleaseOutcome.WrongReason"/>
    public sealed record WrongReason : MoveOutcome;
}

/// <summary>
/// Support ends a tie, or moves one (D11, E44). What the former account has open ends first: whoever repeats a command that broke off
/// finds the tie as it was, or all done.
/// </summary>
internal sealed class ChangeTie(TieChangesStore store, TieStore ties, ISchoolRecords records, IDistrust distrust, TieLetters letters, TimeProvider time)
{
    public async Task<ReleaseOutcome> ReleaseAsync(string personId, string why, CancellationToken cancellation)
    {
        if (!IsReason(why))
            return new ReleaseOutcome.WrongReason();
        if (await records.FindAsync(personId, cancellation) is null)
            return new ReleaseOutcome.NoSuchRecord(personId);
        if (await ties.FindAccountAsync(personId, cancellation) is not { } account)
            return new ReleaseOutcome.NotTied();

        await DistrustAsync(account, cancellation);
        return await store.ReleaseAsync(personId, account, why.Trim(), cancellation);
    }

    public async Task<MoveOutcome> MoveAsync(string from, string to, string why, CancellationToken cancellation)
    {
        if (!IsReason(why))
            return new MoveOutcome.WrongReason();
        if (from == to)
            return new MoveOutcome.Same();
        if (await records.FindAsync(from, cancellation) is null)
            return new MoveOutcome.NoSuchRecord(from);
        if (await records.FindAsync(to, cancellation) is not { } target)
            return new MoveOutcome.NoSuchRecord(to);

        return await store.MoveAsync(from, to, why.Trim(), cancellation, letters.OfMoved(target));
    }

    /// <param name="typed">The subject at mos.ru, or «provider/subject».</param>
    public async Task<MoveOutcome> MoveAccountAsync(string personId, string typed, string why, CancellationToken cancellation)
    {
        if (!IsReason(why))
            return new MoveOutcome.WrongReason();
        if (ReadAccount(typed) is not { } account)
            return new MoveOutcome.NoAccount();
        if (await records.FindAsync(personId, cancellation) is not { } person)
            return new MoveOutcome.NoSuchRecord(personId);

        var before = await ties.FindAccountAsync(personId, cancellation);
        if (before == account)
            return new MoveOutcome.Same();
        // Asked again inside the transaction: this look only keeps a refused move from ending anything.
        if (await ties.FindAsync(account.Provider, account.Subject, cancellation) is { } other)
            return new MoveOutcome.AccountInUse(other);

        if (before is not null)
            await DistrustAsync(before, cancellation);
        return await store.MoveAccountAsync(personId, before, account, why.Trim(), cancellation, letters.OfMoved(person));
    }

    /// <summary>«MosRu/subject», «Gosuslugi/subject», or a subject of mos.ru.</summary>
    public static TiedAccount? ReadAccount(string typed)
    {
        var provider = new[] { CityProvider.MosRu, CityProvider.Gosuslugi }.FirstOrDefault(known => typed.StartsWith($"{known}/", StringComparison.Ordinal));
        var subject = provider is null ? typed : typed[(provider.Length + 1)..];
        return string.IsNullOrWhiteSpace(subject) || subject.Length > 255 || subject.Any(char.IsControl)
            ? null
            : new TiedAccount { Provider = provider ?? CityProvider.MosRu, Subject = subject };
    }

    private static bool IsReason(string why) => why.Trim().Length is > 0 and <= TieChangesStore.MaxReasonLength;

    private Task DistrustAsync(TiedAccount account, CancellationToken cancellation) =>
        distrust.RunAsync(account.Provider, account.Subject, DistrustReason.TieReleased, time.GetUtcNow(), cancellation);
}
