using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.OwnData;

/// <summary>At the start of the product: what the list outside says was erased and this database does not know came back with a backup, or broke off, and is erased again.</summary>
internal sealed partial class RepeatErasures(ErasedNames names, ErasureList list, ErasureStore store, IServiceScopeFactory scopes, LeaseStore leases, TimeProvider time, ILogger<RepeatErasures> logger) : BackgroundService
{
    private const string Lease = "erasures";
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly Guid holder = Guid.NewGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await RunAsync(stoppingToken))
                    return;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogPostponed(failure.GetType().Name);
            }

            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    /// <returns>False if something is left for the next round.</returns>
    internal async Task<bool> RunAsync(CancellationToken cancellation)
    {
        // Read once, so that no activation has to.
        await names.OpenAsync(cancellation);
        var isWhole = true;
        foreach (var erasure in await list.ReadAsync(cancellation))
        {
            if (await store.IsDoneAsync(erasure.Id, cancellation) && erasure.DoneAt is not null)
                continue;
            if (!await leases.TryHoldAsync(Lease, holder, cancellation))
                return false;
            await using var scope = scopes.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<ErasePerson>().RepeatAsync(erasure, cancellation) is not null)
                LogRepeated(erasure.Id);
            else
                isWhole = false;
        }

        await leases.ReleaseAsync(Lease, holder, cancellation);
        return isWhole;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The erasure {Erasure} was not in this database, or had broken off, and is done again")]
    private partial void LogRepeated(Guid erasure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Erasures could not be looked through yet: {Failure}")]
    private partial void LogPostponed(string failure);
}
