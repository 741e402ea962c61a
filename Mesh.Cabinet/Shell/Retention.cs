using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Shell;

/// <summary>Clears what a feature keeps no longer than docs/security.md says.</summary>
internal interface IRetention
{
    Task ClearAsync(CancellationToken cancellation);
}

/// <summary>Has every feature clear its own, once an hour, on one node at a time.</summary>
internal sealed partial class RetentionKeeper(IEnumerable<IRetention> features, LeaseStore leases, TimeProvider time, ILogger<RetentionKeeper> logger) : BackgroundService
{
    private const string Lease = "retention";
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private readonly Guid holder = Guid.NewGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await ClearAsync(stoppingToken);
    }

    internal async Task ClearAsync(CancellationToken cancellation)
    {
        foreach (var feature in features)
        {
            try
            {
                // Each part is short, and a lease that was lost in the middle costs nothing: clearing twice clears the same.
                if (!await leases.TryHoldAsync(Lease, holder, cancellation))
                    return;
                await feature.ClearAsync(cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A database that is away for a moment is cleared an hour later.
                LogPostponed(feature.GetType().Name, failure.GetType().Name);
            }
        }

        await leases.ReleaseAsync(Lease, holder, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feature} could not clear what is too old yet: {Failure}")]
    private partial void LogPostponed(string feature, string failure);
}
