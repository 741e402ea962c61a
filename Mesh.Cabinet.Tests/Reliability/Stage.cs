using Dapper;
using Mesh.Cabinet.Sandbox.Running;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>
/// A city that stays, a middleman before it, and a folder of data on which nodes of the product are started, killed and started again.
/// Every password in it holds a word that must be found nowhere.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string Canary = "Kanareika";

    private static readonly string[] Talkative = ["Default", "Microsoft.AspNetCore", "Microsoft.Extensions", "Microsoft.IdentityModel", "System.Net.Http"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stage-");
    private readonly List<RunningProduct> nodes = [];
    private RunningCity? city;
    private IReadOnlyList<Resident> residents = [];
    private int last;
    private bool hasPrinted;

    private Stage(Middleman middleman)
    {
        Middleman = middleman;
        Checkpoints = new Checkpoints(middleman);
        City = new Uri($"http://localhost:{RunningProduct.FreePort()}");
        Place = NewPlace();
    }

    public Middleman Middleman { get; }

    private Uri City { get; }

    public Checkpoints Checkpoints { get; }

    /// <summary>Where the first node lives; it has the same addresses again when it is started anew.</summary>
    public ProductPlace Place { get; }

    public Aftermath Aftermath => new(Place);

    /// <summary>Everybody who ever stood at the door.</summary>
    public List<Visit> Visits { get; } = [];

    /// <summary>Whether a node that is gone has printed a password, or one that runs has done so until now.</summary>
    public bool HasPrintedPassword => hasPrinted || nodes.Exists(Prints);

    public static async Task<Stage> StartAsync(int teachers)
    {
        var stage = new Stage(await Middleman.StartAsync());
        var people = Path.Combine(stage.folder.FullName, "city");
        stage.residents = [.. Enumerable.Range(1, teachers).Select(Teacher)];
        await OwnCity.WriteAsync(people, stage.residents);
        Directory.CreateDirectory(stage.Place.Folder);
        stage.city = await RunningCity.StartAsync(
            stage.CitySettings(stage.Place.City, people), startsAnew: true, NullLoggerFactory.Instance, CancellationToken.None);
        stage.Middleman.Target = stage.Place.City;
        stage.Middleman.KeepsHost = false;
        return stage;
    }

    /// <summary>A node at the stage's place, or at another one on the same data.</summary>
    public async Task<RunningProduct> StartNodeAsync(ProductPlace? place = null, params (string Key, string Value)[] settings)
    {
        place ??= Place;
        // From the tests' own folder, where the product finds the assembly that watches it.
        var start = RunningProduct.Command([], place.Folder, place.Cabinet.Port, place.City.Port, AppContext.BaseDirectory);
        start.Environment["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(Watch).Assembly.GetName().Name;
        start.Environment[Watch.Address] = Middleman.Address.ToString();
        start.Environment["Site__PublicAddress"] = Place.Cabinet.GetLeftPart(UriPartial.Authority);
        foreach (var (key, value) in RideAlongSettings.For(CityConfiguration(Middleman.Address, Path.Combine(folder.FullName, "city"))))
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        // Whom mos.ru calls itself; the password alone is to pass the middleman.
        start.Environment["MosRu__Authority"] = place.City.GetLeftPart(UriPartial.Authority);
        start.Environment["MosRu__Addresses__Token"] = new Uri(Middleman.Address, "/connect/token").ToString();
        foreach (var category in Talkative)
            start.Environment[$"Logging__LogLevel__{category}"] = "Trace";
        foreach (var (key, value) in settings)
            start.Environment[key] = value;

        var node = await RunningProduct.StartAsync(start, place);
        nodes.Add(node);
        return node;
    }

    /// <summary>Kills a node; what it has printed counts on.</summary>
    public async Task KillAsync(RunningProduct node)
    {
        await ForgetAsync(node);
        hasPrinted |= Prints(node);
    }

    /// <summary>Kills a node, and what it has printed is forgotten.</summary>
    public async Task ForgetAsync(RunningProduct node)
    {
        await node.KillAsync();
        nodes.Remove(node);
    }

    /// <summary>Another address for a node on the same data.</summary>
    public ProductPlace NewPlace() => new(Path.Combine(folder.FullName, "data"), new Uri($"http://localhost:{RunningProduct.FreePort()}"), City);

    /// <summary>A teacher whom nobody has met yet.</summary>
    public Visit NewVisit()
    {
        var visit = new Visit(this, residents[last++]);
        Visits.Add(visit);
        return visit;
    }

    /// <summary>The person has another surname from now on, in the rows that an import writes; an import itself would outlast the product's patience.</summary>
    public async Task RenameAsync(Visit visit)
    {
        visit.Rename("Новикова");
        await using var database = await Aftermath.OpenAsync();
        await database.ExecuteAsync("""
            UPDATE People SET FamilyName = @Family WHERE Id = @PersonId;
            INSERT INTO ChangedPeople (PersonId, ChangedAt) VALUES (@PersonId, @Now);
            INSERT INTO Imports (Id, StartedAt, FinishedAt, Added, Changed, Withdrawn, Refused) VALUES (@Id, @Now, @Now, 0, 1, 0, 0);
            """, new { visit.Resident.Record!.Family, visit.PersonId, Now = DateTimeOffset.UtcNow, Id = Guid.NewGuid() });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
            await node.KillAsync();
        if (city is not null)
            await city.DisposeAsync();
        await Middleman.DisposeAsync();
        Place.Database.Delete();
        folder.Delete(recursive: true);
    }

    private static bool Prints(RunningProduct node) => node.Output.Contains(Canary, StringComparison.Ordinal);

    private static Resident Teacher(int number)
    {
        var teacher = Resident.Teacher(number);
        return teacher with { Citizen = teacher.Citizen with { Password = $"{Canary}-{number}-prava" } };
    }

    private SandboxSettings CitySettings(Uri address, string people) => SandboxSettings.From(CityConfiguration(address, people));

    private IConfiguration CityConfiguration(Uri address, string people) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Sandbox:Address"] = address.GetLeftPart(UriPartial.Authority),
        ["Sandbox:City"] = people,
        ["Site:PublicAddress"] = Place.Cabinet.ToString(),
        ["ConnectionStrings:Cabinet"] = $"Data Source={Place.Database.File}",
    }).Build();
}
