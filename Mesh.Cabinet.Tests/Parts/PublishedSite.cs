using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mesh.Cabinet.Sandbox.Running;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>
/// The product as README's «Running it for real» has it: published, in Production, its schema and records by command, behind an
/// nginx that ends TLS. Its provider, directory and services are the sandbox city, which runs alone.
/// </summary>
public sealed class PublishedSite : IAsyncLifetime
{
    public const string Name = "school.example";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("published-");
    private RunningCity? city;
    private Nginx? nginx;
    private X509Certificate2? authority;

    /// <summary>Its address for people is https and a name that no machine has; <see cref="ProductPlace.Inside"/> is past the proxy.</summary>
    public RunningProduct Product { get; private set; } = null!;

    /// <summary>Where nginx answers for ports 443 and 80 of the name.</summary>
    public (int Tls, int Plain) Ports => (nginx!.Port, nginx.PlainPort);

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(DebianParts.Nginx))
            return;

        var program = Path.Combine(folder.FullName, "out");
        // In folders of its own: other tests run from the repository's.
        await MustRunAsync(new ProcessStartInfo("dotnet",
            ["publish", "Mesh.Cabinet", "-c", "Release", "-o", program, "--artifacts-path", Path.Combine(folder.FullName, "artifacts"), "--disable-build-servers", "-v", "q"])
        {
            WorkingDirectory = TestPlaces.Root,
        });

        var place = new ProductPlace(
            folder.CreateSubdirectory("data").FullName, new Uri($"https://{Name}"),
            new Uri($"http://localhost:{RunningProduct.FreePort()}"), new Uri($"http://127.0.0.1:{RunningProduct.FreePort()}"));
        var settings = SettingsOf(place);
        city = await RunningCity.StartAsync(SandboxSettings.From(settings), startsAnew: true, NullLoggerFactory.Instance, CancellationToken.None);
        await MustRunAsync(Command(program, place, settings, "database", "migrate"));
        await MustRunAsync(Command(program, place, settings, "records", "import", Path.Combine(SandboxSettings.ShippedCity, "records")));
        Product = await RunningProduct.StartAsync(Command(program, place, settings), place);

        var certificates = folder.CreateSubdirectory("certificates").FullName;
        DomainCertificates.Write(certificates, certificates, IPAddress.Loopback, name: Name);
        authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(certificates, "ca.pem"));
        nginx = await Nginx.StartAsync(folder.CreateSubdirectory("nginx").FullName, Name, certificates, place.Inside!);
    }

    /// <summary>A person whose computer knows the name and trusts the authority.</summary>
    public HttpVisitor Visitor() => new(Product.Cabinet, Network());

    /// <summary>The way there for a client, by https or plain http.</summary>
    public SocketsHttpHandler Network() => new()
    {
        AllowAutoRedirect = false,
        ConnectCallback = async (context, cancellation) =>
        {
            var port = context.DnsEndPoint switch
            {
                { Host: Name, Port: 443 } => Ports.Tls,
                { Host: Name, Port: 80 } => Ports.Plain,
                { Host: Name } other => throw new InvalidOperationException($"Nothing was said to listen at {other}."),
                var other => other.Port,
            };
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
        SslOptions =
        {
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority! }, RevocationMode = X509RevocationMode.NoCheck },
        },
    };

    public async ValueTask DisposeAsync()
    {
        if (nginx is not null)
            await nginx.DisposeAsync();
        if (Product is not null)
            await Product.DisposeAsync();
        if (city is not null)
            await city.DisposeAsync();
        authority?.Dispose();
        folder.Delete(recursive: true);
    }

    private static IConfigurationRoot SettingsOf(ProductPlace place) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(TestPlaces.Root, "appsettings.json"))
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Sandbox:Address"] = place.City.ToString(),
            ["Sandbox:CabinetAddress"] = place.Cabinet.ToString(),
            ["Site:PublicAddress"] = place.Cabinet.ToString(),
            ["Site:TrustedProxies:0"] = "127.0.0.1",
            ["MosRu:VouchesFor:0"] = "snils",
            ["Gosuslugi:VouchesFor:0"] = "snils",
            ["FieldProtection:Key"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        })
        .AddInMemoryCollection(place.Database.Settings().ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
        .Build();

    private static ProcessStartInfo Command(string program, ProductPlace place, IConfiguration settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(program, "Mesh.Cabinet.dll"), .. arguments]) { WorkingDirectory = place.Folder };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = place.Inside!.ToString();
        string[] own = ["ConnectionStrings:Cabinet", "Site:PublicAddress", "Site:TrustedProxies:0", "FieldProtection:Key", "MosRu:VouchesFor:0", "Gosuslugi:VouchesFor:0"];
        foreach (var (key, value) in RideAlongSettings.For(settings).Concat(own.Select(key => KeyValuePair.Create(key, settings[key]))))
        {
            if (key != "SchoolRecords:FirstImport")
                start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        return start;
    }

    private static async Task MustRunAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var printed = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}: {string.Concat(printed)}");
    }
}

/// <summary>The tests that share the published site.</summary>
[CollectionDefinition(Name)]
public sealed class BehindTls : ICollectionFixture<PublishedSite>
{
    public const string Name = "Behind TLS";
}
