using System.Text.Json;
using Mesh.Cabinet.Bench.Clients;

namespace Mesh.Cabinet.Bench.Servers;

/// <summary>The product in Release as an installation has it, and the sandbox city beside it, each a process of its own.</summary>
internal sealed class RunningCity : IAsyncDisposable
{
    /// <summary>One of so many neighbours works at a school.</summary>
    public const int PeoplePerStaff = 13;

    private const string Secret = "sandbox";
    private readonly ServerProcess city;

    private RunningCity(string folder, ServerProcess city, ServerProcess product, IReadOnlyList<CityAccount> accounts)
    {
        Folder = folder;
        this.city = city;
        Product = product;
        Accounts = accounts;
    }

    public ServerProcess Product { get; }

    /// <summary>Holds the databases of both; it goes with this.</summary>
    public string Folder { get; }

    /// <summary>Who can sign in at mos.ru; the told ones first, then neighbours, all of them with records at school.</summary>
    public IReadOnlyList<CityAccount> Accounts { get; }

    /// <summary>Where mos.ru is.</summary>
    public Uri City => city.Address;

    /// <summary>Where the directory creates users, with the token it wants.</summary>
    public (string Address, string Token) Directory => (new Uri(city.Address, "/scim/v2/Users").ToString(), Secret);

    /// <param name="people">How many the school records hold.</param>
    /// <param name="accounts">How many of them have an account at mos.ru.</param>
    public static async Task<RunningCity> StartAsync(int people, int accounts)
    {
        var (product, sandbox) = (await Workshop.PublishAsync("Mesh.Cabinet"), await Workshop.PublishAsync("Mesh.Cabinet.Sandbox"));
        var folder = Workshop.NewFolder();
        var plan = Path.Combine(folder, "city");
        await Workshop.RunAsync(sandbox, ["city", plan, "--people", $"{people}", "--accounts", $"{accounts}"]);
        var (cabinet, city) = (ServerProcess.FreeAddress(), ServerProcess.FreeAddress());
        var settings = Settings(folder, cabinet, city);
        await Workshop.RunAsync(product, ["records", "import", Path.Combine(plan, "records")], settings);
        var running = await ServerProcess.StartAsync(sandbox, [], city, "/sign-in",
            [.. settings, ("ASPNETCORE_ENVIRONMENT", "Development"), ("Sandbox__Address", city.ToString()), ("Sandbox__City", plan)]);
        var started = await ServerProcess.StartAsync(product, [], cabinet, "/health/ready", settings);
        await using var citizens = File.OpenRead(Path.Combine(plan, "citizens.json"));
        var all = await JsonSerializer.DeserializeAsync<List<CityAccount>>(citizens, JsonSerializerOptions.Web);
        return new RunningCity(folder, running, started, all!);
    }

    /// <summary>The settings of an installation, as the README lists them.</summary>
    public static (string Key, string Value)[] Settings(string folder, Uri cabinet, Uri city) =>
    [
        ("ASPNETCORE_ENVIRONMENT", "Production"),
        ("Site__PublicAddress", cabinet.ToString()),
        ("ConnectionStrings__Cabinet", $"Data Source={Path.Combine(folder, "cabinet.db")}"),
        ("FieldProtection__Key", Convert.ToBase64String(new byte[32])),
        ("MosRu__Authority", city.ToString().TrimEnd('/')),
        ("MosRu__ClientSecret", Secret),
        ("MosRu__VouchesFor__0", "phone"),
        ("MosRu__VouchesFor__1", "email"),
        ("MosRu__VouchesFor__2", "snils"),
        ("Gosuslugi__Authority", new Uri(city, "/gosuslugi").ToString()),
        ("Gosuslugi__ClientSecret", Secret),
        ("Gosuslugi__VouchesFor__0", "none"),
        ("DomainAccounts__Scim__Address", new Uri(city, "/scim/v2").ToString()),
        ("DomainAccounts__Scim__Token", Secret),
        ("Services__0__Address", new Uri(city, "/journal").ToString()),
        ("Services__1__Address", new Uri(city, "/diary").ToString()),
    ];

    /// <summary>A teacher signs in and activates: as nearly everybody is who comes a second time.</summary>
    public async Task<CityAccount> ActivateFirstAsync()
    {
        using var person = new Visitor(Product);
        await person.SignInAsync(Accounts[0]);
        return await person.ActivateAsync(Accounts[0], await person.FormTokenAsync()) is "/activation" or "/start"
            ? Accounts[0]
            : throw new InvalidOperationException($"{Accounts[0].Login} is not activated.");
    }

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        await city.DisposeAsync();
        System.IO.Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>An account at the sandbox's mos.ru.</summary>
internal sealed record CityAccount(string Sub, string Login, string Password, string? Snils, string Via)
{
    /// <summary>Of no story, but one of the many around.</summary>
    public bool IsNeighbour => Sub.StartsWith("3f2a9c10-0000-4000-9000-", StringComparison.Ordinal);
}
