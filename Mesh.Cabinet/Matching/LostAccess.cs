using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Matching;

/// <summary>Whoever keeps something that a role opened hears at once when an account may have lost one (E18).</summary>
public interface ILostAccessFollower
{
    Task LostAsync(string provider, string subject, CancellationToken cancellation);
}

/// <summary>
/// Ends the sessions of whoever lost a post by an import, within seconds (E18, E27): at the next sign-in the person finds the
/// roles that are left. Any number of nodes may do it.
/// </summary>
internal sealed partial class LostAccess(
    IRecordChanges changes, TieStore ties, ISessions sessions, IEnumerable<ILostAccessFollower> followers, MoscowClock clock, ILogger<LostAccess> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // An import may have been completed while nobody was running.
        var seen = clock.Now - ISessions.Lifetime;
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                seen = await EndAsync(seen, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A database that is away for a moment must not end the program.
                Postponed(failure.GetType().Name);
            }
        }
    }

    /// <returns>The moment up to which everything has been seen.</returns>
    internal async Task<DateTimeOffset> EndAsync(DateTimeOffset seen, CancellationToken cancellation)
    {
        if (await changes.LastImportAsync(cancellation) is not { } last || last <= seen)
            return seen;

        foreach (var lost in await changes.LostSinceAsync(seen, clock.Today, cancellation))
        {
            if (await ties.FindAccountAsync(lost.PersonId, cancellation) is not { } account)
                continue;

            await sessions.EndAllAsync(account.Provider, account.Subject, lost.At, cancellation);
            foreach (var follower in followers)
                await follower.LostAsync(account.Provider, account.Subject, cancellation);
        }

        return last;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessions of people who lost a post could not be ended yet: {Failure}")]
    private partial void Postponed(string failure);
}
