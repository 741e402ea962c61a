using System.Text.Json;
using System.Text.Json.Nodes;
using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.WebUtilities;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>The product before somebody else's OpenID provider (npm <c>oidc-provider</c>) in the place of mos.ru, with one teacher.</summary>
internal sealed class OtherProvider : IAsyncDisposable
{
    public const string Password = "Дверь-города-1";
    private const string Secret = "a secret, with: signs+of all/kinds";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("other-provider-");
    private NodeProgram? program;

    public RunningProduct Product { get; private set; } = null!;

    public Citizen Teacher { get; } = Resident.Teacher(7).Citizen;

    public Uri Address => program!.Address;

    /// <param name="offers">What the provider is like, beside the teacher's claims; see <c>oidc-provider.mjs</c>.</param>
    /// <param name="settings">Of the product, in addition.</param>
    public static async Task<OtherProvider> StartAsync(JsonObject offers, params (string Key, string Value)[] settings)
    {
        NodePart.Need();
        var made = new OtherProvider();
        try
        {
            await made.BeginAsync(offers, settings);
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>The provider signs by another key from now on.</summary>
    public async Task RotateAsync()
    {
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(Address, "/rotate"))).ShouldBe("rotated");
    }

    /// <summary>From a page of the product by way of the provider, which asks if it has to, to wherever it leads.</summary>
    public async Task<Page> SignInAsync(HttpVisitor visitor, string start = "/sign-in/mos-ru")
    {
        var page = await visitor.OpenAsync(start);
        return page.Path.StartsWith("/interaction/", StringComparison.Ordinal)
            ? await visitor.PostAsync(page.Address.ToString(), ("login", Teacher.Sub), ("password", Password))
            : page;
    }

    public async ValueTask DisposeAsync()
    {
        if (Product is not null)
            await Product.DisposeAsync();
        if (program is not null)
            await program.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task BeginAsync(JsonObject offers, (string Key, string Value)[] settings)
    {
        await OwnCity.WriteAsync(folder.FullName, [Resident.Teacher(7)]);
        var cabinetPort = RunningProduct.FreePort();
        offers["cabinet"] = $"http://localhost:{cabinetPort}";
        offers["password"] = Password;
        offers["person"] = new JsonObject
        {
            ["preferred_username"] = Teacher.Login,
            ["family_name"] = Teacher.LastName,
            ["given_name"] = Teacher.FirstName,
            ["middle_name"] = Teacher.MiddleName,
            ["email"] = Teacher.Email,
            ["email_verified"] = true,
            ["phone_number"] = Teacher.Phone,
            ["phone_number_verified"] = true,
            ["snils"] = Teacher.Snils,
        };
        // A scope of its own for СНИЛС: nobody is told it who does not ask.
        offers["scopes"] = JsonNode.Parse("""
            {"openid":["sub"],"profile":["family_name","given_name","middle_name","preferred_username"],"email":["email","email_verified"],
             "phone":["phone_number","phone_number_verified"],"snils":["snils"]}
            """);
        program = await NodeProgram.StartAsync("oidc-provider.mjs", ("OFFERS", offers.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })));
        var place = new ProductPlace(Directory.CreateTempSubdirectory("mesh-cabinet-").FullName, new Uri($"http://localhost:{cabinetPort}"), new Uri($"http://localhost:{RunningProduct.FreePort()}"));
        var start = RunningProduct.Command([], place.Folder, cabinetPort, place.City.Port);
        (string Key, string Value)[] own =
        [
            ("Sandbox__City", folder.FullName),
            ("MosRu__Authority", program.Address.GetLeftPart(UriPartial.Authority)),
            ("MosRu__ClientSecret", Secret),
            ("MosRu__Scopes", "openid profile email phone snils"),
            ("MosRu__PasswordCheck", "Reauthenticate"),
        ];
        foreach (var (key, value) in own.Concat(settings))
            start.Environment[key] = value;
        Product = await RunningProduct.StartAsync(start, place);
    }
}
