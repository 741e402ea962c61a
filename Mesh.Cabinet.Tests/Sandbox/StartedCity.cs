using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Mesh.Cabinet.Sandbox.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Mesh.Cabinet.Tests.Sandbox;

/// <summary>The shipped city on a free port with its state in a folder of its own; one for all tests that ask for it.</summary>
public sealed class StartedCity : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sandbox-");
    private RunningCity? running;

    /// <summary>Without cookies and without following redirects.</summary>
    public HttpClient Http { get; private set; } = null!;

    public string Address { get; } = $"http://localhost:{FreePort()}";

    public async ValueTask InitializeAsync()
    {
        running = await RunningCity.StartAsync(SettingsFor(Address, folder.FullName), startsAnew: true, NullLoggerFactory.Instance, CancellationToken.None);
        Http = NewBrowser();
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (running is not null)
            await running.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>A client with cookies of its own that does not follow redirects.</summary>
    public HttpClient NewBrowser() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(Address) };

    /// <summary>A client that carries the directory's token.</summary>
    public HttpClient NewProvisioner()
    {
        var http = NewBrowser();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SandboxSettings.Secret);
        return http;
    }

    internal static SandboxSettings SettingsFor(string address, string folder, string? city = null) => SandboxSettings.From(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Sandbox:Address"] = address,
            ["Sandbox:City"] = city,
            ["ConnectionStrings:Cabinet"] = $"Data Source={Path.Combine(folder, "cabinet.db")}",
        })
        .Build());

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The tests that share the started city.</summary>
[CollectionDefinition(Name)]
public sealed class InTheCity : ICollectionFixture<StartedCity>
{
    public const string Name = "In the city";
}
