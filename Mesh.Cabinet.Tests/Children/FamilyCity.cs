using CsCheck;
using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Sandbox.CityMaking;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Children;

/// <summary>The whole product in a city of families, with a middleman before mos.ru. The families are a graph whose rights are known.</summary>
public sealed class FamilyCity : IAsyncLifetime
{
    private const int Adults = 16;
    private const int Children = 20;
    private const int Couples = 16;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("family-city-");
    private int last;

    public Middleman Middleman { get; private set; } = null!;

    public RunningProduct Product { get; private set; } = null!;

    internal Collector Collector { get; private set; } = null!;

    internal Aftermath Aftermath { get; private set; } = null!;

    internal FamilyGraph Graph { get; private set; } = null!;

    internal DateOnly Today { get; } = DateOnly.FromDateTime(DateTime.UtcNow);

    public async ValueTask InitializeAsync()
    {
        // No date of the graph is near today: midnight changes no right in the middle of a test.
        var random = FamilyGraph.Gen(Adults, Children, Today, edge: 3).Single(_ => true, "cFlUcJkLJLE2");
        Graph = new FamilyGraph([.. random.Adults.Select(Standing), .. Couple(Adults, "parent"), .. Couple(Adults + Couples, "guardian")], [.. random.Children.Select(Standing), .. Enumerable.Range(Children, Couples).Select(Child)]);
        for (var couple = 0; couple < Couples; couple++)
            Graph.Children[Children + couple].Agents.UnionWith([$"adult-{Adults + couple}", $"adult-{Adults + Couples + couple}"]);
        await Graph.WriteAsync(Path.Combine(folder.FullName, "records"));
        await using (var citizens = new CitizenWriter(Path.Combine(folder.FullName, CityFile.Name)))
        {
            foreach (var number in Enumerable.Range(0, Graph.Adults.Count))
                citizens.Add(CitizenOf(number));
            foreach (var number in Enumerable.Range(Children, Couples))
                citizens.Add(OwnAccountOf(number));
        }

        Middleman = await Middleman.StartAsync();
        Collector = await Collector.StartAsync();
        Product = await RunningProduct.StartAsync([
            .. Collector.Settings,
            ("Sandbox__City", folder.FullName),
            ("MosRu__AccountsUrl", new Uri(Middleman.Address, "/simplified-accounts").ToString()),
            ("Logging__LogLevel__Default", "Trace"),
            ("Logging__LogLevel__Microsoft.AspNetCore", "Trace"),
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

    /// <summary>A child whom no other test has met, with its parent and its guardian.</summary>
    internal async Task<Family> NewFamilyAsync()
    {
        var number = Interlocked.Increment(ref last) - 1;
        return new Family($"child-{Children + number}", await SignedInAsync(Adults + number), await SignedInAsync(Adults + Couples + number));
    }

    /// <summary>Signed in, with the password typed just now.</summary>
    internal async Task<HttpVisitor> SignedInAsync(int adult)
    {
        var visitor = new HttpVisitor(Product);
        await visitor.SignInAsync(CitizenOf(adult));
        await visitor.ConfirmAsync(CitizenOf(adult), "/cabinet/children");
        return visitor;
    }

    /// <summary>
    /// A full account of the family's child. Its owner left the birth date out, so that mos.ru does not know it for the child's: to the
    /// parents it is as if it had been made after theirs.
    /// </summary>
    internal static Citizen OwnAccountOf(Family family) => OwnAccountOf(FamilyGraph.NumberOf(family.ChildId));

    private static Citizen OwnAccountOf(int child) => new()
    {
        Sub = $"own-{child}",
        Login = $"own_{child}",
        Password = $"Rebenok-{child}-Parol",
        LastName = "Детский",
        FirstName = "Юный" + FamilyGraph.Letters(child),
        Email = FamilyGraph.EmailOf(child),
        Phone = FamilyGraph.PhoneOf(child),
    };

    private static Citizen CitizenOf(int number) => new()
    {
        Sub = $"subject-{number}",
        Login = $"adult_{number}",
        Password = $"Vzroslyi-{number}-Parol",
        LastName = "Взрослов",
        FirstName = "Иван" + FamilyGraph.Letters(number),
        Phone = Numbers.Phone(number + 1),
        Email = $"adult{number}@pochta.example",
    };

    private static IEnumerable<GraphPerson> Couple(int first, string role) => Enumerable.Range(first, Couples).Select(number =>
        new GraphPerson($"adult-{number}", [new GraphRole(role, "school-1", null, null)], IsWithdrawn: false));

    // The whole person is withdrawn by another import only.
    private static GraphPerson Standing(GraphPerson person) => person with { IsWithdrawn = false };

    private static GraphPerson Child(int number) => new($"child-{number}", [new GraphRole("student", "school-1", null, null)], IsWithdrawn: false);
}

/// <summary>A child and two adults at their browsers.</summary>
internal sealed record Family(string ChildId, HttpVisitor Parent, HttpVisitor Guardian)
{
    public const string Password = "Kashtan-2026-Mir";

    public string Address => $"/cabinet/children/{ChildId}";

    public static async Task<Page> SendAsync(HttpVisitor adult, string address, params (string Name, string Value)[] fields) =>
        await adult.PostAsync(address, [("__RequestVerificationToken", await adult.FormTokenAsync()), .. fields]);

    public Task<Page> AgreeAsync(HttpVisitor adult) => SendAsync(adult, Address + "/consent", ("version", "1"));

    public Task<Page> CreateAsync(HttpVisitor adult, string password = Password, string login = "") =>
        SendAsync(adult, Address + "/create", ("password", password), ("login", login));

    public Task<Page> SetPasswordAsync(HttpVisitor adult, string password) => SendAsync(adult, Address + "/password", ("password", password));
}

/// <summary>Tests of families through the whole product share one city.</summary>
[CollectionDefinition(Name)]
public sealed class InFamilies : ICollectionFixture<FamilyCity>
{
    public const string Name = "In families";
}
