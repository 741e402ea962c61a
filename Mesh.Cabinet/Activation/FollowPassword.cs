using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Activation;

/// <summary>Lets the МЭШ password follow the one of mos.ru (R49, D8).</summary>
public interface IPasswordFollower
{
    /// <param name="password">The new password; null if all that is known is that it changed.</param>
    /// <param name="changedAt">When it changed at mos.ru.</param>
    Task<FollowOutcome> FollowAsync(string provider, string subject, TypedPassword? password, DateTimeOffset changedAt, CancellationToken cancellation);
}

/// <summary>What became of a change of the password.</summary>
public enum FollowOutcome
{
    /// <summary>The account has no МЭШ account, or a later password already.</summary>
    NothingToDo,

    /// <summary>The directory accepts the new password.</summary>
    Followed,

    /// <summary>The person is asked for the password at the next sign-in.</summary>
    AskedAgain,

    /// <summary>The directory did not answer, or an activation is under way: repeat.</summary>
    Unavailable,
}

/// <inheritdoc cref="IPasswordFollower"/>
internal sealed class FollowPassword(
    ITies ties, ActivationStore activations, KeepingStore keeping, ISchoolRecords records, IDomainAccounts directory, AccountOf accountOf, MoscowClock clock)
    : IPasswordFollower
{
    public async Task<FollowOutcome> FollowAsync(
        string provider, string subject, TypedPassword? password, DateTimeOffset changedAt, CancellationToken cancellation)
    {
        // Events tell their moment in whole seconds.
        if (await ties.FindAsync(provider, subject, cancellation) is not { } personId
            || await activations.FindAsync(personId, cancellation) is not { } row)
            return FollowOutcome.NothingToDo;
        // The old password may be on its way to the directory: told again, when that has ended, the new one replaces it.
        if (IsUnderWay(row))
            return FollowOutcome.Unavailable;
        // Whoever is asked already is spared by a password that comes after all; another account's would be none (D11).
        if (row is { CompletedAt: null, ReopenedAt: null } or { UntiedAt: not null }
            || row.PasswordSetAt?.ToUnixTimeSeconds() > changedAt.ToUnixTimeSeconds()
            || await records.FindAsync(personId, cancellation) is not { } person)
            return FollowOutcome.NothingToDo;

        // A password of the school's own is as good as before; only one that comes along takes its place.
        if (password is null && row.IsPasswordOwn)
            return FollowOutcome.NothingToDo;
        // Without a password, or with one that the directory would refuse, only the person can help (D14).
        if (password is null || PasswordPolicy.Broken(password, row.Login, person.Name.Full) is not null)
            return await AskAgainAsync(row, changedAt, cancellation);

        switch (await directory.SetPasswordAsync(accountOf.Record(row, person, clock.Today), password, cancellation))
        {
            case SetPasswordOutcome.Accepted:
                // Somebody typed one meanwhile, and nobody knows which came to the directory last: told again, this one does.
                return await keeping.PasswordSetAsync(row with { IsPasswordOwn = false }, changedAt, cancellation) ? FollowOutcome.Followed : FollowOutcome.Unavailable;
            case SetPasswordOutcome.Unavailable:
                return FollowOutcome.Unavailable;
            default:
                return await AskAgainAsync(row, changedAt, cancellation);
        }
    }

    private static bool IsUnderWay(ActivationRow row) =>
        row.CompletedAt is null && (row.DueAt == ActivationRow.UnderWay || row is { ReopenedAt: null, DueAt: not null });

    private async Task<FollowOutcome> AskAgainAsync(ActivationRow row, DateTimeOffset changedAt, CancellationToken cancellation)
    {
        await keeping.AskAgainAsync(row, changedAt, cancellation);
        return FollowOutcome.AskedAgain;
    }
}
