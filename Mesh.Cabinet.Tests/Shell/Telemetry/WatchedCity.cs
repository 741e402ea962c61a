using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Shell.Telemetry;

/// <summary>A city whose product tells a collector what happens, and in which everything has happened once.</summary>
public sealed class WatchedCity : IAsyncLifetime
{
    private const int Misspelt = 2;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("watched-city-");

    /// <summary>Whom no record knows.</summary>
    internal static Resident Stranger { get; } = Resident.Teacher(3) with { Record = null };

    internal Collector Collector { get; private set; } = null!;

    internal RunningProduct Product { get; private set; } = null!;

    /// <summary>Whose every value is a mark that is found again wherever it comes to.</summary>
    internal MarkedPerson Marked { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var misspelt = Resident.Teacher(Misspelt);
        misspelt = misspelt with { Citizen = misspelt.Citizen with { LastName = misspelt.Citizen.LastName + "я" } };
        await OwnCity.WriteAsync(folder.FullName, [Marked.Resident, misspelt, Stranger]);
        Collector = await Collector.StartAsync();
        Product = await RunningProduct.StartAsync([("Sandbox__City", folder.FullName), .. Collector.Settings]);

        await Marked.VisitAsync(Product);
        foreach (var refused in new[] { misspelt, Stranger })
        {
            using var visitor = new HttpVisitor(Product);
            (await visitor.SignInAsync(refused.Citizen)).Path.ShouldBe("/access");
        }

        using var pushy = new HttpVisitor(Product);
        var token = await pushy.FormTokenAsync();
        for (var number = 0; number <= Limits.FormsOfBrowser; number++)
            await pushy.PostAsync("/sign-in/quick/options", ("__RequestVerificationToken", token));

        using var undecided = new HttpVisitor(Product);
        await undecided.OpenAsync("/sign-in/mos-ru/callback?error=access_denied");
    }

    public async ValueTask DisposeAsync()
    {
        if (Product is not null)
            await Product.DisposeAsync();
        if (Collector is not null)
            await Collector.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Waits until of all that happened the last and slowest has been told.</summary>
    internal async Task SeesAllAsync()
    {
        foreach (var metric in new[] { "mesh.records.age", "mesh.limits.reached", "mesh.access.refusals", "mesh.events", "mesh.import.duration", "mesh.directory.operation.duration" })
            await Collector.SeesAsync(metric);
        await Collector.SeesAsync("mesh.sign_ins", ("mesh.outcome", "declined"));
        await Collector.SeesAsync("mesh.activations", ("mesh.outcome", "done"));
    }
}

/// <summary>The tests that look at the watched city.</summary>
[CollectionDefinition(Name)]
public sealed class InTheWatchedCity : ICollectionFixture<WatchedCity>
{
    public const string Name = "In the watched city";
}
