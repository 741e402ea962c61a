namespace Mesh.Cabinet.Provider.Clients;

/// <summary>Writes the settings' clients down at each start, so that commands and other nodes see the same.</summary>
internal sealed class ClientsOfSettings(IReadOnlyList<ServiceClient> clients, ClientStore store, ClientBook book) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await store.SetAsync(clients, cancellationToken);
        book.Forget();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
