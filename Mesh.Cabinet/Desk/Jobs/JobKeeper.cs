using System.Data.Common;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Desk.Jobs;

/// <summary>Works jobs off, on one node at a time, some items of each in turn. Whether their operator still is one is looked at before each item.</summary>
internal sealed partial class JobKeeper(LeaseStore leases, JobStore jobs, JobQueueStore queue, StandingOperators operators, IServiceScopeFactory scopes, TimeProvider time, ILogger<JobKeeper> logger) : BackgroundService
{
    private const string Lease = "desk-jobs";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Guid holder = Guid.NewGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await KeepAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A database that is away for a moment: the jobs wait.
                LogPostponed(failure.GetType().Name);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await leases.ReleaseAsync(Lease, holder, cancellationToken);
        }
        catch (DbException failure)
        {
            // Then it runs out by itself.
            LogPostponed(failure.GetType().Name);
        }
    }

    /// <summary>Until nothing waits any more, or another node has the lease.</summary>
    internal async Task KeepAsync(CancellationToken cancellation)
    {
        // Most of the time there is none: then nobody asks for the lease.
        while (await queue.RunningAsync(cancellation) is { Count: > 0 } running && await leases.TryHoldAsync(Lease, holder, cancellation))
        {
            foreach (var job in running)
            {
                if (!await WorkAsync(job, cancellation))
                    return;
            }
        }
    }

    /// <returns>False where another node has the lease.</returns>
    private async Task<bool> WorkAsync(DeskJob job, CancellationToken cancellation)
    {
        var items = await queue.WaitingAsync(job.Number, cancellation);
        if (items.Count == 0)
        {
            await jobs.EndAsync(job.Number, JobEnding.Done, cancellation);
            return true;
        }

        var held = time.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        var run = scope.ServiceProvider.GetRequiredService<JobRun>();
        foreach (var item in items)
        {
            if (await operators.FindAsync(job, cancellation) is not { } by)
            {
                await jobs.EndAsync(job.Number, JobEnding.RightEnded, cancellation);
                return true;
            }

            await RunAsync(run, job, item, by, cancellation);
            if (time.GetElapsedTime(held) < LeaseStore.Length / 4)
                continue;
            held = time.GetTimestamp();
            if (!await leases.TryHoldAsync(Lease, holder, cancellation))
                return false;
        }

        return true;
    }

    private async Task RunAsync(JobRun run, DeskJob job, JobItem item, Cases.CaseOperator by, CancellationToken cancellation)
    {
        try
        {
            await run.RunAsync(job, item, by, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException and not DbException)
        {
            LogFailed(job.Number, item.Number, failure.GetType().Name);
            await run.FailedAsync(item, cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs of the desk could not be worked off yet: {Failure}")]
    private partial void LogPostponed(string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} of the desk: item {Item} failed: {Failure}")]
    private partial void LogFailed(long job, long item, string failure);
}
