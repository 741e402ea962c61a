using System.Data.Common;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Activation;

/// <summary>
/// Keeps the directory equal to the database, on one node at a time: follows imports, dates at which posts begin and end, and what
/// a crash left behind.
/// </summary>
internal sealed partial class AccountKeeper(
    LeaseStore leases, IRecordChanges changes, KeepingStore keeping, ActivationLetters letters, IServiceScopeFactory scopes, ILogger<AccountKeeper> logger)
    : BackgroundService
{
    private const string Lease = LeaseStore.Keeper;
    private const int Batch = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly Guid node = Guid.NewGuid();
    private bool isKeeper;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A database that is away for a moment must not end the program.
                Postponed(failure.GetType().Name);
            }
        }
    }

    /// <summary>Lets another node go on at once.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await leases.ReleaseAsync(Lease, node, cancellationToken);
        }
        catch (DbException failure)
        {
            // Then it runs out by itself.
            Postponed(failure.GetType().Name);
        }
    }

    /// <summary>One round: whatever has changed is put into the queue, and what is due is done.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        if (!await HoldAsync(cancellation))
            return;

        await letters.TellAsync(cancellation);
        await FollowImportsAsync(cancellation);
        while (await keeping.DueAsync(Batch, cancellation) is { Count: > 0 } due)
        {
            foreach (var row in due)
            {
                using var scope = scopes.CreateScope();
                if (!await scope.ServiceProvider.GetRequiredService<KeepAccount>().RunAsync(row, cancellation))
                    return;
                if (!await HoldAsync(cancellation))
                    return;
            }
        }
    }

    private async Task<bool> HoldAsync(CancellationToken cancellation)
    {
        var isHeld = await leases.TryHoldAsync(Lease, node, cancellation);
        if (isHeld && !isKeeper)
            await keeping.TakeOverAsync(KeepAccount.Pause, cancellation);
        return isKeeper = isHeld;
    }

    private async Task FollowImportsAsync(CancellationToken cancellation)
    {
        if (await changes.LastImportAsync(cancellation) is not { } last)
            return;

        var seen = await leases.PositionAsync(Lease, cancellation) ?? DateTimeOffset.MinValue;
        if (last <= seen)
            return;

        await keeping.MarkDueAsync(await changes.ChangedSinceAsync(seen, cancellation), cancellation);
        await leases.AdvanceAsync(Lease, last, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The directory could not be kept equal yet: {Failure}")]
    private partial void Postponed(string failure);
}
