namespace Mesh.Cabinet.Matching;

/// <summary>Writes what a node has counted, once a minute and when it stops.</summary>
internal sealed partial class RefusalWriter(RefusalTally tally, RefusalCountsStore store, TimeProvider time, ILogger<RefusalWriter> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await WriteAsync(stoppingToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    internal async Task WriteAsync(CancellationToken cancellation)
    {
        var counted = tally.Take();
        try
        {
            await store.AddAsync(counted, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A database that is away for a moment gets it a minute later.
            tally.PutBack(counted);
            LogPostponed(failure.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refusals could not be counted yet: {Failure}")]
    private partial void LogPostponed(string failure);
}
