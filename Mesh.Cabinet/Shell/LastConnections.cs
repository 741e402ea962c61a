using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// Kestrel's own sockets, but for their end. A socket that is closed resets the connections that it has taken and nobody has fetched yet,
/// and Kestrel closes those on which it has read nothing yet: a proxy may have sent a form on either, and must not send it again. So it
/// is closed when nobody waits, and what came last has a moment to be read.
/// </summary>
internal sealed class LastConnections : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    /// <summary>Between the last connection and the end of those that have asked nothing: whoever connects asks at once.</summary>
    public static readonly TimeSpan ToBeRead = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<EndPoint, Socket> bound = new();
    private readonly SocketTransportFactory sockets;
    private readonly IOptions<SiteOptions> site;

    public LastConnections(IOptions<SocketTransportOptions> options, IOptions<SiteOptions> site, ILoggerFactory logging)
    {
        var bind = options.Value.CreateBoundListenSocket;
        options.Value.CreateBoundListenSocket = endpoint => bound[endpoint] = bind(endpoint);
        (sockets, this.site) = (new SocketTransportFactory(options, logging), site);
    }

    public bool CanBind(EndPoint endpoint) => sockets.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var listener = await sockets.BindAsync(endpoint, cancellationToken);
        return bound.TryRemove(endpoint, out var socket) && site.Value.Drain > TimeSpan.Zero ? new Listener(listener, socket) : listener;
    }

    private sealed class Listener(IConnectionListener inner, Socket socket) : IConnectionListener
    {
        // Kestrel goes on fetching meanwhile; more than a moment means that it does not.
        private const int MostLooks = 1000;
        private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);

        public EndPoint EndPoint => inner.EndPoint;

        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) => inner.AcceptAsync(cancellationToken);

        public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            for (var looks = 0; looks < MostLooks && socket.Poll(0, SelectMode.SelectRead); looks++)
                await Task.Delay(Look, cancellationToken);
            await inner.UnbindAsync(cancellationToken);
            await Task.Delay(ToBeRead, cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
