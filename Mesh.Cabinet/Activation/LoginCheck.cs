using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Activation;

/// <summary>How one of the person's entrances stands (R43, R50).</summary>
public enum EntranceState { Works, Soon, Closed, Unknown }

/// <summary>An entrance, its state and what is known of it.</summary>
/// <param name="Since">When it was last set, or, for one that works soon, by when; null if nobody knows.</param>
public sealed record Entrance(string Where, EntranceState State, DateTimeOffset? Since, string Advice);

/// <summary>Looks at each entrance of a person: mos.ru by the sign-in itself, the rest by what the directory holds now.</summary>
internal sealed class LoginCheck(ActivationStore store, IDomainAccounts directory, TimeProvider time)
{
    /// <summary>Teams takes an account up to this long after it was made (R50).</summary>
    public static readonly TimeSpan TeamsDelay = TimeSpan.FromMinutes(60);

    /// <returns>Null if the person has no account to look at.</returns>
    public async Task<IReadOnlyList<Entrance>?> RunAsync(Session session, string personId, IssuedAccount account, CancellationToken cancellation)
    {
        if (await store.FindAsync(personId, cancellation) is not { CompletedAt: { } completedAt } row)
            return null;

        var found = await directory.FindAsync(row.Id, row.Login, cancellation);
        var ours = found is FindOutcome.Found known && known.Id == row.Id ? known : null;
        EntranceState Of(Func<FindOutcome.Found, bool> opens) => found is FindOutcome.Unavailable ? EntranceState.Unknown
            : ours is { IsEnabled: true } && opens(ours) ? EntranceState.Works
            : EntranceState.Closed;

        var entrances = new List<Entrance>
        {
            new(ActivationText.WhereMosRu, EntranceState.Works, session.SignedInAt, ActivationText.AdviceMosRu),
            new(ActivationText.WhereSchool, EntranceState.Works, session.SignedInAt, ActivationText.AdviceMosRu),
            new(string.Format(ActivationText.WhereWifi, account.Network), Of(it => it.Networks.Contains(account.Network)), row.PasswordSetAt, ActivationText.AdviceWifi),
            new(ActivationText.WherePc, Of(_ => true), row.PasswordSetAt, ActivationText.AdvicePc),
        };
        if (account.TeamsAddress is { } address)
            entrances.Add(Teams(Of(it => it.TeamsAddress == address), completedAt, row.PasswordSetAt, row.IsPasswordOwn ? ActivationText.AdviceTeamsOwn : ActivationText.AdviceTeams));
        return entrances;
    }

    private Entrance Teams(EntranceState state, DateTimeOffset completedAt, DateTimeOffset? passwordSetAt, string advice)
    {
        var ready = completedAt + TeamsDelay;
        return state is EntranceState.Works && ready > time.GetUtcNow()
            ? new Entrance(ActivationText.WhereTeams, EntranceState.Soon, ready, advice)
            : new Entrance(ActivationText.WhereTeams, state, passwordSetAt, advice);
    }
}
