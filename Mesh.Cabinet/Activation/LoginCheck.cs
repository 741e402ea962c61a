using System.Runtime.CompilerServices;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Activation;

/// <summary>How one of the person's entrances stands (R43, R50).</summary>
public enum EntranceState { Waiting, Works, Soon, Closed, Unknown }

/// <summary>An entrance, its state and what is known of it.</summary>
/// <param name="Since">When it was last set, or, for one that works soon, by when; null if nobody knows.</param>
public sealed record Entrance(string Where, EntranceState State, DateTimeOffset? Since, string Advice);

/// <summary>Looks at each entrance of a person: mos.ru by the sign-in itself, the rest by what the directory holds now.</summary>
internal sealed class LoginCheck(ActivationStore store, IDomainAccounts directory, ISchoolRecords records, AccountTroubles troubles, MoscowClock clock, TimeProvider time)
{
    /// <summary>Teams takes an account up to this long after it was made (R50).</summary>
    public static readonly TimeSpan TeamsDelay = TimeSpan.FromMinutes(60);

    /// <summary>All that will be looked at, in the order of the answers.</summary>
    public static IReadOnlyList<Entrance> Awaited(IssuedAccount account) =>
    [
        .. new[] { ActivationText.WhereMosRu, ActivationText.WhereSchool, WifiOf(account), ActivationText.WherePc }
            .Concat(account.TeamsAddress is null ? [] : [ActivationText.WhereTeams]).Select(where => new Entrance(where, EntranceState.Waiting, null, "")),
    ];

    /// <summary>Each entrance as soon as it is known; none if the person has no account to look at.</summary>
    public async IAsyncEnumerable<Entrance> RunAsync(Session session, string personId, IssuedAccount account, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await store.FindAsync(personId, cancellation) is not { CompletedAt: { } completedAt } row)
            yield break;

        yield return new Entrance(ActivationText.WhereMosRu, EntranceState.Works, session.SignedInAt, ActivationText.AdviceMosRu);
        yield return new Entrance(ActivationText.WhereSchool, EntranceState.Works, session.SignedInAt, ActivationText.AdviceMosRu);

        var found = await directory.FindAsync(row.Id, row.Login, cancellation);
        var ours = found is FindOutcome.Found known && known.Id == row.Id ? known : null;
        EntranceState Of(Func<FindOutcome.Found, bool> opens) => found is FindOutcome.Unavailable ? EntranceState.Unknown
            : ours is { IsEnabled: true } && opens(ours) ? EntranceState.Works
            : EntranceState.Closed;

        yield return new Entrance(WifiOf(account), Of(it => it.Networks.Contains(account.Network)), row.PasswordSetAt, ActivationText.AdviceWifi);
        yield return new Entrance(ActivationText.WherePc, Of(_ => true), row.PasswordSetAt, ActivationText.AdvicePc);
        if (ours is { IsEnabled: true } && await UnmarkedAsync(row, ours, cancellation) is { } number)
            yield return new Entrance(ActivationText.WhereTeams, EntranceState.Closed, null, string.Format(ActivationText.AdviceTeamsUnmarked, number));
        else if (account.TeamsAddress is { } address)
            yield return Teams(Of(it => it.TeamsAddress == address), completedAt, row.PasswordSetAt, row.IsPasswordOwn ? ActivationText.AdviceTeamsOwn : ActivationText.AdviceTeams);
    }

    // Teams lets nobody teach whose object lacks the mark, whatever the address (R50): support is told at once.
    private async Task<long?> UnmarkedAsync(ActivationRow row, FindOutcome.Found ours, CancellationToken cancellation) =>
        await records.FindAsync(row.PersonId, cancellation) is { } person
            ? await troubles.TeamsAsync(row, Eligibility.Of(person, clock.Today) is { Kind: DomainAccountKind.Teacher } eligible && eligible.TeamsAddress(row.Login) is not null && row.UntiedAt is null, ours, cancellation)
            : null;

    private static string WifiOf(IssuedAccount account) => string.Format(ActivationText.WhereWifi, account.Network);

    private Entrance Teams(EntranceState state, DateTimeOffset completedAt, DateTimeOffset? passwordSetAt, string advice)
    {
        var ready = completedAt + TeamsDelay;
        return state is EntranceState.Works && ready > time.GetUtcNow()
            ? new Entrance(ActivationText.WhereTeams, EntranceState.Soon, ready, advice)
            : new Entrance(ActivationText.WhereTeams, state, passwordSetAt, advice);
    }
}
