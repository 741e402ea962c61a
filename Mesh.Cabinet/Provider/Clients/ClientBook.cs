using Mesh.Cabinet.Database;
using Mesh.Cabinet.Provider.Panels;

namespace Mesh.Cabinet.Provider.Clients;

/// <summary>
/// All services, read anew when what is remembered is older than <see cref="KnownFor"/>: there are few, and each request asks for one. Of panels there
/// are many, and each asks seldom: they are looked up.
/// </summary>
internal sealed class ClientBook(ClientStore store, PanelStore panels, TimeProvider time)
{
    /// <summary>A change is there on every node within half a minute: this long it may be missed, and a request may take the rest.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(20);

    private volatile Page? page;

    /// <summary>A client that is not disabled; null if there is none.</summary>
    public async ValueTask<ServiceClient?> FindAsync(string clientId, CancellationToken cancellation) =>
        await FindKnownAsync(clientId, cancellation) is { IsDisabled: false } client ? client : null;

    /// <summary>Disabled or not: whom somebody may have to be told of.</summary>
    public async ValueTask<ServiceClient?> FindKnownAsync(string clientId, CancellationToken cancellation) =>
        clientId.StartsWith(Panel.Prefix, StringComparison.Ordinal)
            ? (await panels.FindAsync(TextLength.Cut(clientId, TextLength.Id)!, cancellation))?.AsClient()
            : (await OpenAsync(cancellation)).Clients.GetValueOrDefault(clientId);

    /// <summary>Services that are not disabled.</summary>
    public async ValueTask<IReadOnlyList<ServiceClient>> ListAsync(CancellationToken cancellation) => [.. (await OpenAsync(cancellation)).Clients.Values.Where(client => !client.IsDisabled)];

    /// <summary>What was just changed here is looked for at once.</summary>
    public void Forget() => page = null;

    private async ValueTask<Page> OpenAsync(CancellationToken cancellation)
    {
        if (page is { } known && time.GetElapsedTime(known.ReadAt) < KnownFor)
            return known;

        var readAt = time.GetTimestamp();
        var clients = await store.ListAsync(cancellation);
        return page = new Page(readAt, clients.ToDictionary(client => client.ClientId, StringComparer.Ordinal));
    }

    private sealed record Page(long ReadAt, IReadOnlyDictionary<string, ServiceClient> Clients);
}
