using System.Data.Common;

namespace Mesh.Cabinet.Database;

/// <summary>Leaves the database in its one file when the program stops in order: whoever copies that one then has all of it.</summary>
internal sealed class CheckpointAtStop(CabinetDatabase database) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.CheckpointAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is DbException or OperationCanceledException)
        {
            // The file is away, or busy: what is in the log stays there, and nothing is lost.
        }
    }
}
