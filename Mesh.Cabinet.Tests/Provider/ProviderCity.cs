using System.Security.Cryptography;
using Mesh.Cabinet.Sandbox.Running;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>One city for all tests of the provider.</summary>
[CollectionDefinition(ProviderCity.Name)]
public sealed class ProviderTests : ICollectionFixture<ProviderCity>;

/// <summary>The product with clients of each kind, whose people are a teacher and a parent of the shipped city.</summary>
public sealed class ProviderCity : IAsyncLifetime
{
    public const string Name = "provider";

    /// <summary>Nobody listens there: what leads to it is read from the answer.</summary>
    public const string Callback = "http://localhost:9999/callback";

    public const string Left = "http://localhost:9999/left";

    /// <summary>PKCE, a right of staff alone, and every scope.</summary>
    public const string Journal = "class-journal";

    /// <summary>Proves itself and goes without PKCE, as the suite of the OpenID Foundation does.</summary>
    public const string Plain = "plain";

    /// <summary>Proves itself by a key.</summary>
    public const string Keyed = "keyed";

    /// <summary>An application on a phone: it cannot keep a secret.</summary>
    public const string Public = "on-a-phone";

    /// <summary>Pushes its requests.</summary>
    public const string Pushed = "pushed";

    /// <summary>Asks in which school the person is.</summary>
    public const string Asking = "asking";

    /// <summary>Opens on classroom panels.</summary>
    public const string OnPanels = "on-panels";

    /// <summary>A panel of the teacher's school, and one of another.</summary>
    public const string Panel = "panel-of-9101";

    public const string OtherPanel = "panel-of-9201";

    public const string Twin = "twin-one";
    public const string OtherTwin = "twin-two";

    private static readonly string[] All = [Journal, Plain, Keyed, Public, Pushed, Asking, OnPanels, Twin, OtherTwin];

    /// <summary>Of <see cref="Keyed"/>.</summary>
    public RSA Key { get; } = RSA.Create(2048);

    public ECDsa PanelKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public RunningProduct Product { get; private set; } = null!;

    private readonly List<(string Key, string Value)> settings = [];
    private Task<RunningProduct>? second;

    public static string SecretOf(string client) => $"secret-of-{client}-which-is-long-enough";

    public async ValueTask InitializeAsync()
    {
        for (var number = 0; number < All.Length; number++)
        {
            var client = All[number];
            void Set(string key, string value) => settings.Add(($"Clients__{number}__{key}", value));
            Set("ClientId", client);
            Set("Title", $"Сервис {client}");
            Set("RedirectUris__0", Callback);
            Set("PostLogoutRedirectUris__0", Left);
            string[] scopes = client == Journal ? ["profile", "mesh.roles", "mesh.login", "mesh.contacts", "mesh.children", "offline_access"] : client is Asking ? ["profile", "mesh.school"] : ["profile"];
            for (var scope = 0; scope < scopes.Length; scope++)
                Set($"Scopes__{scope}", scopes[scope]);
            if (client is Keyed)
                Set("Jwks", KeySet());
            else if (client is not Public)
                Set("Secrets__0", SecretOf(client));
            if (client is Plain)
                Set("RequirePkce", "false");
            if (client is Pushed)
                Set("RequirePar", "true");
            if (client is Asking)
                Set("AsksSchool", "true");
            if (client is Journal)
                Set("Service", "journal");
            if (client is OnPanels)
                Set("AllowsPanels", "true");
            if (client is Twin or OtherTwin)
                Set("Sector", "twins");
        }

        foreach (var (panel, school) in new[] { (Panel, "school-9101"), (OtherPanel, "school-9201") })
        {
            foreach (var (key, value) in new[] { ("Id", panel), ("SchoolId", school), ("Title", $"Кабинет {panel}"), ("Jwks", ClassPanel.KeySet(PanelKey)) })
                settings.Add(($"Panels__{panel}__{key}", value));
        }

        Product = await RunningProduct.StartAsync([.. settings]);
    }

    public async ValueTask DisposeAsync()
    {
        Key.Dispose();
        PanelKey.Dispose();
        if (second is not null)
            await (await second).KillAsync();
        await Product.DisposeAsync();
    }

    /// <summary>Another node of the same product on the same database, which answers under the same name.</summary>
    internal Task<RunningProduct> SecondNodeAsync() => second ??= StartSecondAsync();

    /// <summary>The command, on the same database.</summary>
    internal async Task RotateKeysAsync()
    {
        using var process = System.Diagnostics.Process.Start(RunningProduct.Command(["keys", "rotate"], Product.Place.Folder, RunningProduct.FreePort(), RunningProduct.FreePort()))!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, printed);
    }

    private async Task<RunningProduct> StartSecondAsync()
    {
        var place = Product.Place with { Cabinet = new Uri($"http://localhost:{RunningProduct.FreePort()}") };
        var start = RunningProduct.Command([], place.Folder, place.Cabinet.Port, place.City.Port);
        // The city is there already.
        start.Environment["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "";
        start.Environment["Site__PublicAddress"] = Product.Cabinet.GetLeftPart(UriPartial.Authority);
        var city = new ConfigurationBuilder().AddJsonFile(Path.Combine(TestPlaces.Root, "appsettings.json")).AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Sandbox:Address"] = place.City.GetLeftPart(UriPartial.Authority), ["Site:PublicAddress"] = Product.Cabinet.ToString(),
        }).Build();
        foreach (var (key, value) in RideAlongSettings.For(city).Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value)).Concat(settings.Select(setting => (setting.Key, (string?)setting.Value))))
            start.Environment[key] = value;
        return await RunningProduct.StartAsync(start, place);
    }

    /// <summary>A teacher who is signed in, in a browser of her own.</summary>
    internal async Task<ServiceVisitor> TeacherAsync()
    {
        var visitor = Stranger();
        await visitor.Browser.SignInAsync("petrova_anna", "Shkola-2026");
        return visitor;
    }

    /// <summary>A parent, to whom the journal is closed.</summary>
    internal async Task<ServiceVisitor> ParentAsync()
    {
        var visitor = Stranger();
        await visitor.Browser.SignInAsync("sokolova_kate", "Semya_2026");
        return visitor;
    }

    internal ClassPanel PanelIn(string id, ECDsa? key = null) => new(Product, id, key ?? PanelKey);

    internal ServiceVisitor Stranger() => new(this, new HttpVisitor(Product));

    private string KeySet()
    {
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(Key.ExportParameters(includePrivateParameters: false)) { KeyId = "one" });
        return $$"""{"keys":[{"kty":"RSA","use":"sig","kid":"one","n":"{{key.N}}","e":"{{key.E}}"}]}""";
    }
}
