using System.Net;
using System.Net.Sockets;
using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Sandbox.SignIn;
using Mesh.Cabinet.Sandbox.SimplifiedAccounts;
using Mesh.Cabinet.Sandbox.State;

namespace Mesh.Cabinet.Sandbox.Running;

/// <summary>A city that answers: its web application, started and warm.</summary>
internal sealed class RunningCity : IAsyncDisposable
{
    private readonly WebApplication site;

    private RunningCity(WebApplication site, SandboxSettings settings, City city)
    {
        this.site = site;
        Settings = settings;
        City = city;
    }

    public SandboxSettings Settings { get; }

    public City City { get; }

    /// <param name="startsAnew">Whether the state of an earlier run is forgotten first.</param>
    /// <exception cref="SandboxFault">The city is broken or the port is taken.</exception>
    public static async Task<RunningCity> StartAsync(SandboxSettings settings, bool startsAnew, ILoggerFactory logging, CancellationToken cancellation)
    {
        // Before anything else: a sandbox that already runs there must not lose its state to one that cannot start.
        RequireFreePort(settings);
        var city = await CityFile.ReadAsync(settings.CityFolder, cancellation);
        var state = await StateFile.OpenAsync(settings.StateFile, startsAnew, cancellation);
        foreach (var child in await new SimplifiedAccountStore(state).ListAsync(cancellation))
            city.Add(child);
        var application = SandboxSite.Build(settings, city, state, logging);
        try
        {
            await application.StartAsync(cancellation);
            await WarmUpAsync(settings, cancellation);
            return new RunningCity(application, settings, city);
        }
        catch (IOException failure) when (failure.InnerException is SocketException or AggregateException or Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await application.DisposeAsync();
            throw PortTaken(settings);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await site.StopAsync();
        await site.DisposeAsync();
    }

    private static void RequireFreePort(SandboxSettings settings)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, settings.Address.Port);
            probe.Start();
        }
        catch (SocketException)
        {
            throw PortTaken(settings);
        }
    }

    private static SandboxFault PortTaken(SandboxSettings settings) =>
        new($"The sandbox cannot listen at {settings.At("")}: the port is taken, perhaps by a sandbox that still runs. Stop it or set Sandbox:Address.");

    // The first discovery costs seconds; the first person who signs in should not pay them.
    private static async Task WarmUpAsync(SandboxSettings settings, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        foreach (var provider in IdentityProvider.All)
        {
            foreach (var document in (string[])["openid-configuration", "jwks"])
            {
                using var answer = await http.GetAsync(new Uri(settings.At($"{provider.PathBase}/.well-known/{document}")), cancellation);
                answer.EnsureSuccessStatusCode();
            }
        }
    }
}
