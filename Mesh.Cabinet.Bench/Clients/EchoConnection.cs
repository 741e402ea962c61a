using System.Diagnostics;
using Mesh.Cabinet.Bench.Limits;
using Mesh.Cabinet.Bench.Servers;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Cabinet.Bench.Clients;

/// <summary>A connection to the bare hub.</summary>
internal sealed class EchoConnection : IAsyncDisposable
{
    private readonly HubConnection hub;
    private TaskCompletionSource answered = new();

    private EchoConnection(HubConnection hub)
    {
        this.hub = hub;
        hub.On<string>(BareHub.Answer, _ => answered.TrySetResult());
    }

    public static async Task<EchoConnection> OpenAsync(ServerProcess limit)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(limit.Address, BareHub.Path), connection => connection.Transports = HttpTransportType.WebSockets);
        builder.Services.AddSingleton<IHubProtocol>(new MessagePackHubProtocol());
        var opened = new EchoConnection(builder.Build());
        await opened.hub.StartAsync();
        return opened;
    }

    /// <returns>Milliseconds there and back.</returns>
    public async Task<double> EchoAsync()
    {
        answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = Stopwatch.GetTimestamp();
        await hub.SendAsync("Say", "click");
        await answered.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();
}
