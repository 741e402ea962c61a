using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Matching;

/// <summary>
/// What an import mends closes the case by itself, with word to the person, whether or not they come back (R53): open cases are looked at
/// again after each import with what mos.ru said of the person when they came. What each kind waits for its feature says (<see cref="ICaseMending"/>).
/// </summary>
internal sealed partial class MendedCases(IRecordChanges changes, IWaitingCases cases, IEnumerable<ICaseMending> mendings, LeaseStore leases, TimeProvider time, ILogger<MendedCases> logger) : BackgroundService
{
    private const string Lease = "mended-cases";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly Guid holder = Guid.NewGuid();
    private DateTimeOffset? seen;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A database that is away for a moment: the cases wait.
                LogPostponed(failure.GetType().Name);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await leases.ReleaseAsync(Lease, holder, cancellationToken);
    }

    /// <summary>Looks at every open case that nobody has looked at since the last import.</summary>
    internal async Task LookAsync(CancellationToken cancellation)
    {
        if (await changes.LastImportAsync(cancellation) is not { } imported || imported == seen || !await leases.TryHoldAsync(Lease, holder, cancellation))
            return;

        while (await cases.NextAsync(imported, cancellation) is { Count: > 0 } waiting)
        {
            foreach (var one in waiting)
                await LookAsync(one, imported, cancellation);
            if (!await leases.TryHoldAsync(Lease, holder, cancellation))
                return;
        }

        seen = imported;
    }

    private async Task LookAsync(WaitingCase waiting, DateTimeOffset imported, CancellationToken cancellation)
    {
        foreach (var mending in mendings)
        {
            if (await mending.FindAsync(waiting, cancellation) is not { } mended)
                continue;
            await cases.SettleAsync(waiting, mended.Words, mended.Addresses, cancellation);
            return;
        }

        await cases.LookedAsync(waiting, imported, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cases that an import may have settled could not be looked at yet: {Failure}")]
    private partial void LogPostponed(string failure);
}
