using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>A SCIM server that knows nothing of ours, as long as the tests that share it run.</summary>
public sealed class OtherDirectory : IAsyncLifetime
{
    private NodeProgram? program;

    internal Uri Address => program?.Address ?? throw new InvalidOperationException("The directory was not started.");

    public async ValueTask InitializeAsync()
    {
        if (NodePart.Missing is null)
            program = await NodeProgram.StartAsync("scim.mjs");
    }

    public async ValueTask DisposeAsync()
    {
        if (program is not null)
            await program.DisposeAsync();
    }

    /// <summary>Who may provision there.</summary>
    internal static HttpClient Provisioner(Uri address)
    {
        var http = new HttpClient { BaseAddress = new Uri(address, "/scim/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "parts");
        return http;
    }

    /// <summary>How it misbehaves from now on.</summary>
    internal static async Task BehaveAsync(Uri address, object quirks)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(new Uri(address, "/quirks"), quirks);
        answer.EnsureSuccessStatusCode();
    }

    internal static async Task<bool> AcceptsAsync(Uri address, string login, string password, string? network = null)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(new Uri(address, "/sign-in"), new { login, password, network });
        return answer.StatusCode is HttpStatusCode.OK;
    }

    internal static async Task<IReadOnlyList<string>> RequestsAsync(Uri address)
    {
        using var http = new HttpClient();
        return (await http.GetFromJsonAsync<List<string>>(new Uri(address, "/requests")))!;
    }

    /// <summary>The user of this name, as the directory shows it.</summary>
    internal static async Task<JsonElement> UserAsync(HttpClient provisioner, string login) =>
        (await provisioner.GetFromJsonAsync<JsonElement>($"Users?filter={Uri.EscapeDataString($"userName eq \"{login}\"")}")).GetProperty("Resources")[0];

    /// <summary>What an administrator does to a user by hand.</summary>
    internal static async Task ChangeAsync(HttpClient provisioner, string login, string path, object value)
    {
        var user = await UserAsync(provisioner, login);
        var change = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["schemas"] = (string[])["urn:ietf:params:scim:api:messages:2.0:PatchOp"], ["Operations"] = (object[])[new { op = "replace", path, value }],
        };
        using var answer = await provisioner.PatchAsJsonAsync($"Users/{user.GetProperty("id").GetString()}", change);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>An object that was made by hand.</summary>
    internal static async Task AddAsync(HttpClient provisioner, string login, string password, Guid? externalId = null)
    {
        var user = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["schemas"] = (string[])["urn:ietf:params:scim:schemas:core:2.0:User"], ["userName"] = login, ["password"] = password, ["active"] = true,
        };
        if (externalId is not null)
            user["externalId"] = externalId;
        using var answer = await provisioner.PostAsJsonAsync("Users", user);
        answer.EnsureSuccessStatusCode();
    }
}

/// <summary>The tests that share the directory.</summary>
[CollectionDefinition(Name)]
public sealed class InAnotherDirectory : ICollectionFixture<OtherDirectory>
{
    public const string Name = "In another directory";
}
