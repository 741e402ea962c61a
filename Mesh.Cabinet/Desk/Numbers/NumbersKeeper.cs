using System.Data.Common;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Desk.Numbers;

/// <summary>Keeps the numbers of people up, on one node at a time: anew after each import and each midnight, when posts begin and end, and in between by who has activated.</summary>
internal sealed partial class NumbersKeeper(
    LeaseStore leases, IRecordChanges changes, IOrganisations organisations, PeopleCountsStore counts, MoscowClock clock, TimeProvider time, ILogger<NumbersKeeper> logger) : BackgroundService
{
    private const string Lease = "numbers";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);
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
                // A database that is away for a moment: nothing is lost, it is counted later.
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

    internal async Task KeepAsync(CancellationToken cancellation)
    {
        if (!await leases.TryHoldAsync(Lease, holder, cancellation) || !await RecountAsync(cancellation))
            return;
        while (await counts.CountActivatedAsync(clock.Today, cancellation) == PeopleCountsStore.Lot && await leases.TryHoldAsync(Lease, holder, cancellation))
        {
        }
    }

    // So far as all was counted: the last import, or the beginning of the day if that is later.
    private async Task<bool> RecountAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        var midnight = MoscowClock.StartOf(today);
        var wanted = await changes.LastImportAsync(cancellation) is { } last && last > midnight ? last : midnight;
        if (await leases.PositionAsync(Lease, cancellation) >= wanted)
            return true;

        foreach (var id in await counts.OrganisationsAsync(cancellation))
        {
            var school = await organisations.FindAsync(id, cancellation);
            await counts.RecountAsync(id, school is { IsMoscow: true, IsPrivate: false }, today, cancellation);
            if (!await leases.TryHoldAsync(Lease, holder, cancellation))
                return false;
        }

        await leases.AdvanceAsync(Lease, wanted, cancellation);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Numbers could not be kept up yet: {Failure}")]
    private partial void LogPostponed(string failure);
}
