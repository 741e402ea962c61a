using System.Net;
using System.Net.Sockets;
using System.Text;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>A server that ends answers on every connection that it has let come about.</summary>
public sealed class LastConnectionsTests
{
    private static readonly byte[] Question = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    [Fact]
    public async Task Who_has_connected_and_asks_when_nobody_else_can_connect_any_more_is_answered()
    {
        await using var server = await StartAsync(TimeSpan.FromSeconds(5));
        using var caller = await ConnectAsync(server);
        caller.ShouldNotBeNull();
        var stopping = server.StopAsync();
        while (await ConnectAsync(server) is { } other)
            other.Dispose();
        (await AskAsync(caller)).ShouldStartWith("HTTP/1.1 200");
        await stopping;
    }

    [Fact]
    public async Task Who_has_connected_before_the_server_came_to_fetch_the_connection_is_fetched_still()
    {
        var sockets = Options.Create(new SocketTransportOptions());
        var connections = new LastConnections(sockets, Options.Create(new SiteOptions()), NullLoggerFactory.Instance);
        await using var listener = await connections.BindAsync(new IPEndPoint(IPAddress.Loopback, 0), CancellationToken.None);
        using var caller = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await caller.ConnectAsync(listener.EndPoint);
        var closing = listener.UnbindAsync(CancellationToken.None).AsTask();
        (await listener.AcceptAsync(CancellationToken.None)).ShouldNotBeNull();
        (await listener.AcceptAsync(CancellationToken.None)).ShouldBeNull("now it is closed");
        await closing;
    }

    [Fact]
    public async Task Who_wants_no_drain_waits_for_nothing()
    {
        await using var server = await StartAsync(TimeSpan.Zero);
        using var caller = await ConnectAsync(server);
        await server.StopAsync();
        (await AskAsync(caller!)).ShouldBeEmpty();
    }

    private static async Task<WebApplication> StartAsync(TimeSpan drain)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<IConnectionListenerFactory, LastConnections>();
        builder.Services.AddSingleton(Options.Create(new SiteOptions { Drain = drain }));
        var server = builder.Build();
        server.Run(http => http.Response.WriteAsync("here"));
        await server.StartAsync();
        return server;
    }

    private static async Task<Socket?> ConnectAsync(WebApplication server)
    {
        var caller = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await caller.ConnectAsync(IPAddress.Loopback, new Uri(server.Urls.Single()).Port);
            return caller;
        }
        catch (SocketException)
        {
            caller.Dispose();
            return null;
        }
    }

    private static async Task<string> AskAsync(Socket caller)
    {
        try
        {
            await caller.SendAsync(Question);
            var answer = new byte[1024];
            return Encoding.ASCII.GetString(answer, 0, await caller.ReceiveAsync(answer));
        }
        catch (SocketException failure)
        {
            return failure.Message;
        }
    }
}
