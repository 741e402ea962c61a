using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Dapper;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>A panel in a classroom, with a key of its own: what it asks the provider, and the browser that it shows.</summary>
internal sealed partial class ClassPanel(RunningProduct product, string id, ECDsa key)
{
    private readonly Uri cabinet = product.Cabinet;

    private const string ByDevice = "urn:ietf:params:oauth:grant-type:device_code";

    public string Id => id;

    public HttpVisitor Browser { get; } = new(product);

    /// <summary>The key as a JSON Web Key Set.</summary>
    public static string KeySet(ECDsa key)
    {
        var all = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(key) { KeyId = "of-the-panel" });
        return $$"""{"keys":[{"kty":"EC","crv":"{{all.Crv}}","x":"{{all.X}}","y":"{{all.Y}}","kid":"of-the-panel","use":"sig","alg":"ES256"}]}""";
    }

    public Task<Told> BeginAsync(params (string Name, string Value)[] fields) => SendAsync("/connect/device", fields.Length > 0 ? fields : [("scope", "openid profile")]);

    /// <summary>Asks whether somebody has said yes.</summary>
    public Task<Told> AskAsync(string deviceCode, Uri? node = null) => SendAsync("/connect/token", [("grant_type", ByDevice), ("device_code", deviceCode)], node);

    /// <summary>The same as if it had waited for as long as it was told to.</summary>
    public async Task<Told> AskInTimeAsync(string deviceCode)
    {
        await using (var connection = await product.Place.Database.OpenAsync())
            await connection.ExecuteAsync("UPDATE PanelRequests SET PollFrom = @Past", new { Past = DateTimeOffset.UtcNow.AddMinutes(-1) });
        return await AskAsync(deviceCode);
    }

    public Task<Told> RefreshAsync(string token) => SendAsync("/connect/token", [("grant_type", "refresh_token"), ("refresh_token", token)]);

    public async Task<Told> SendAsync(string path, (string Name, string Value)[] fields, Uri? node = null)
    {
        List<KeyValuePair<string, string>> all =
        [
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), new("client_id", id),
            new("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), new("client_assertion", Assert()),
        ];
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node ?? cabinet, path)) { Content = new FormUrlEncodedContent(all) };
        return await ServiceVisitor.SendAsync(request);
    }

    /// <summary>Its browser enters by the access token.</summary>
    public async Task<(HttpStatusCode Status, string Page)> EnterAsync(string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(cabinet, "/panel")) { Content = new FormUrlEncodedContent([new("access_token", accessToken)]) };
        using var answer = await Browser.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What a person sees on the phone who has opened the panel's QR code.</summary>
    public static async Task<string> LookAsync(HttpVisitor phone, string userCode) => Plain((await phone.OpenAsync($"/approve?user_code={Uri.EscapeDataString(userCode)}")).Text);

    /// <summary>The person types the number, or says no (<paramref name="number"/> is null), by the form of the page.</summary>
    public static async Task<(HttpStatusCode Status, string Page)> DecideAsync(HttpVisitor phone, string userCode, string? number, bool withToken = true)
    {
        var token = withToken ? await phone.FormTokenAsync() : "";
        List<KeyValuePair<string, string>> fields = [new("__RequestVerificationToken", token), new("user_code", userCode), number is null ? new("decline", "true") : new("mesh_number", number)];
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/approve", UriKind.Relative)) { Content = new FormUrlEncodedContent(fields) };
        using var answer = await phone.SendAsync(request);
        return (answer.StatusCode, Plain(await answer.Content.ReadAsStringAsync()));
    }

    private string Assert() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = id,
        Audience = cabinet.ToString(),
        Expires = DateTime.UtcNow.AddMinutes(1),
        Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = id, ["jti"] = $"{Guid.NewGuid()}" },
        SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = "of-the-panel" }, SecurityAlgorithms.EcdsaSha256),
    });

    // Without what differs in every answer.
    private static string Plain(string page) => WebUtility.HtmlDecode(Tags().Replace(page, " "));

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tags();
}
