using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Shell.Telemetry;

/// <summary>Counts the queues, on the node whose keeper works on them, and no more often than every half a minute.</summary>
internal sealed partial class QueueWatch(IEnumerable<QueueGauge> queues, LeaseMetrics leases, TimeProvider time, ILogger<QueueWatch> logger) : BackgroundService
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private long? counted;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await LookAsync(stoppingToken);
    }

    internal async Task LookAsync(CancellationToken cancellation)
    {
        if (!leases.Holds(LeaseStore.Keeper))
        {
            foreach (var queue in queues)
                queue.Forget();
            counted = null;
            return;
        }

        if (counted is { } before && time.GetElapsedTime(before) < Pause)
            return;

        counted = time.GetTimestamp();
        foreach (var queue in queues)
        {
            try
            {
                await queue.CountAsync(cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // An old number would look like a queue that nobody works on.
                queue.Forget();
                LogNotCounted(failure.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A queue could not be counted: {Failure}")]
    private partial void LogNotCounted(string failure);
}
