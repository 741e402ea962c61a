using System.Data.Common;

namespace Mesh.Cabinet.SchoolRecords.Import.Staging;

/// <summary>A held lease, renewed in the background until it is given back.</summary>
internal sealed class ImportLease : IAsyncDisposable
{
    private readonly ImportLeaseStore store;
    private readonly CancellationTokenSource end = new();
    private readonly Task renewing;

    private ImportLease(ImportLeaseStore store, Guid import)
    {
        this.store = store;
        Import = import;
        renewing = RenewAsync();
    }

    public Guid Import { get; }

    /// <returns>Null if another import runs.</returns>
    public static async Task<ImportLease?> TakeAsync(ImportLeaseStore store, CancellationToken cancellation)
    {
        var import = Guid.CreateVersion7();
        return await store.TryTakeAsync(import, cancellation) ? new ImportLease(store, import) : null;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await renewing;
        end.Dispose();
        await store.ReleaseAsync(Import);
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(ImportLeaseStore.Length / 4);
        try
        {
            while (await timer.WaitForNextTickAsync(end.Token))
                await TryRenewAsync();
        }
        catch (OperationCanceledException)
        {
            // The import has ended.
        }
    }

    private async Task TryRenewAsync()
    {
        try
        {
            await store.TryRenewAsync(Import, end.Token);
        }
        catch (DbException)
        {
            // A busy database is asked again at the next tick; the applying transaction looks for itself.
        }
    }
}
