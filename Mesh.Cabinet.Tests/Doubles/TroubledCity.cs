using Mesh.Cabinet.Sandbox.Citizens;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>The product in a city of teachers, with a middleman before mos.ru, госуслуги and the directory. One teacher a test.</summary>
public sealed class TroubledCity : IAsyncLifetime
{
    private const int Teachers = 300;
    private const int FirstDotted = 1000;
    private const int DottedTeachers = 10;
    private const int FirstNamesake = 2000;
    private const int Namesakes = 50;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("troubled-city-");
    private int last;
    private int lastDotted = FirstDotted;

    public Middleman Middleman { get; private set; } = null!;

    public RunningProduct Product { get; private set; } = null!;

    internal Collector Collector { get; private set; } = null!;

    internal Aftermath Aftermath { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await OwnCity.WriteAsync(folder.FullName, 
        [
            .. Enumerable.Range(1, Teachers).Select(Resident.Teacher),
            .. Enumerable.Range(FirstDotted + 1, DottedTeachers).Select(Resident.DottedTeacher),
            .. Enumerable.Range(FirstNamesake, Namesakes).Select(Resident.Namesake),
        ]);
        Middleman = await Middleman.StartAsync();
        Collector = await Collector.StartAsync();
        Product = await RunningProduct.StartAsync([
            .. Collector.Settings,
            ("Sandbox__City", folder.FullName),
            ("MosRu__Authority", Middleman.Address.GetLeftPart(UriPartial.Authority)),
            ("Gosuslugi__Authority", new Uri(Middleman.Address, "/gosuslugi").ToString()),
            ("DomainAccounts__Scim__Address", new Uri(Middleman.Address, "/scim/v2").ToString()),
        ]);
        Middleman.Target = Product.City;
        Aftermath = new Aftermath(Product);
    }

    public async ValueTask DisposeAsync()
    {
        if (Product is not null)
            await Product.DisposeAsync();
        if (Middleman is not null)
            await Middleman.DisposeAsync();
        if (Collector is not null)
            await Collector.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>A teacher whom no other test has met.</summary>
    internal Citizen NewTeacher() => Resident.Teacher(Interlocked.Increment(ref last)).Citizen;

    /// <summary>The same, with a login that has to be changed.</summary>
    internal Citizen NewDottedTeacher() => Resident.DottedTeacher(Interlocked.Increment(ref lastDotted)).Citizen;

    /// <summary>Fifty people of one name, who all want one login.</summary>
    internal static IReadOnlyList<Citizen> AllNamesakes { get; } = [.. Enumerable.Range(FirstNamesake, Namesakes).Select(number => Resident.Namesake(number).Citizen)];

    /// <summary>The teacher, or a new one, signed in and asked for the password.</summary>
    internal async Task<(Citizen Citizen, HttpVisitor Visitor)> TeacherAtTheDoorAsync(Citizen? citizen = null)
    {
        citizen ??= NewTeacher();
        var visitor = new HttpVisitor(Product);
        (await visitor.SignInAsync(citizen)).Path.ShouldBe("/activation");
        return (citizen, visitor);
    }
}

/// <summary>Tests of activation and of every answer share one troubled city and run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class InTrouble : ICollectionFixture<TroubledCity>
{
    public const string Name = "In trouble";
}

/// <summary>Tests of signing in share another one, beside the first.</summary>
[CollectionDefinition(Name)]
public sealed class TroubleAtTheDoor : ICollectionFixture<TroubledCity>
{
    public const string Name = "Trouble at the door";
}
