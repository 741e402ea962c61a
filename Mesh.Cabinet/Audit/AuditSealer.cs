using System.Data.Common;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Audit;

/// <summary>
/// Seals what the audit trail holds, on one node at a time: entries older than a minute, by when whoever wrote them has committed. Where the
/// chain does not end as this program left it nothing is sealed on: whoever shortened it would have it made good.
/// </summary>
internal sealed partial class AuditSealer(ChainStore chain, LeaseStore leases, TimeProvider time, ILogger<AuditSealer> logger) : BackgroundService
{
    public const string Lease = "audit-chain";

    /// <summary>How old an entry is before it is sealed.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    private const int Lot = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <summary>How often the end is told to whoever keeps the log, out of reach of whoever has the database.</summary>
    private static readonly TimeSpan TellEvery = TimeSpan.FromHours(1);

    private readonly Guid holder = Guid.NewGuid();
    private long lastSeen;
    private DateTimeOffset toldAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A database that is away for a moment is sealed a little later.
                LogPostponed(failure.GetType().Name);
            }
        }
    }

    /// <summary>One round: all that is old enough.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - Age;
        try
        {
            while (await leases.TryHoldAsync(Lease, holder, cancellation) && await SealAsync(before, cancellation))
            {
                // There is more.
            }
        }
        finally
        {
            await leases.ReleaseAsync(Lease, holder, CancellationToken.None);
        }
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> SealAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        switch (await chain.FindEndAsync(cancellation))
        {
            case HeldEnd.Nothing when lastSeen == 0 && await chain.EndsAtAsync(ChainEnd.Beginning, cancellation):
                await chain.BeginAsync(cancellation);
                return true;
            case HeldEnd.Held held when held.End.Sequence >= lastSeen && await chain.EndsAtAsync(held.End, cancellation):
                var end = await chain.SealAsync(held.Key, held.End, before, Lot, cancellation);
                if (end is null)
                    return false;
                lastSeen = end.Sequence;
                Tell(end);
                return end.CoveredUntil < before;
            default:
                LogBroken();
                return false;
        }
    }

    private void Tell(ChainEnd end)
    {
        if (time.GetUtcNow() - toldAt < TellEvery)
            return;
        toldAt = time.GetUtcNow();
        LogEnd(end.ToString());
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The chain of the audit trail ends at {Head}")]
    private partial void LogEnd(string head);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The chain of the audit trail does not end as it was left: nothing is sealed on. Run: audit verify")]
    private partial void LogBroken();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The audit trail could not be sealed on yet: {Failure}")]
    private partial void LogPostponed(string failure);
}
