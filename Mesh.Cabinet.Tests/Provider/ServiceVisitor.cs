using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>What the authorization endpoint answered: a page, another page of this site, or a way back to the client.</summary>
internal sealed record Authorized(HttpStatusCode Status, string Page, Uri? Location, string Verifier)
{
    private Dictionary<string, Microsoft.Extensions.Primitives.StringValues> Query => Location is { IsAbsoluteUri: true } ? QueryHelpers.ParseQuery(Location.Query) : [];

    public string? this[string parameter] => Query.TryGetValue(parameter, out var value) ? $"{value}" : null;

    public bool IsBack => Location is { IsAbsoluteUri: true } && Location.ToString().StartsWith(ProviderCity.Callback, StringComparison.Ordinal);

    /// <summary>The code, or a failure of the test.</summary>
    public string Code => this["code"] ?? throw new ShouldAssertException($"There is no code: {Status} {Location} {Page[..Math.Min(Page.Length, 300)]}");
}

/// <summary>What an endpoint for programs answered.</summary>
internal sealed record Told(HttpStatusCode Status, JsonElement Json, HttpResponseHeaders Headers)
{
    public string? this[string name] => Json.ValueKind is JsonValueKind.Object && Json.TryGetProperty(name, out var value) ? value.ToString() : null;

    public string? Error => this["error"];

    public JsonWebToken IdToken => new(this["id_token"]);
}

/// <summary>A person's browser, and beside it the server of the service that the person wants in.</summary>
internal sealed class ServiceVisitor(ProviderCity city, HttpVisitor browser)
{
    private static readonly HttpClient Server = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public HttpVisitor Browser => browser;

    /// <summary>Where its service's server asks; the browser goes to the public address always.</summary>
    public Uri Node { get; init; } = city.Product.Cabinet;

    /// <summary>The same browser, whose services ask another node.</summary>
    public ServiceVisitor At(Uri node) => new(city, browser) { Node = node };

    public string Issuer => city.Product.Cabinet.ToString();

    /// <summary>The address of a request; a parameter that is null is left out.</summary>
    public static (string Address, string Verifier) Request(string client, params (string Name, string? Value)[] changes)
    {
        var (parameters, verifier) = Parameters(client, changes);
        return ("/connect/authorize" + QueryString.Create(parameters), verifier);
    }

    public async Task<Authorized> AuthorizeAsync(string client, params (string Name, string? Value)[] changes)
    {
        var (address, verifier) = Request(client, changes);
        return await OpenAsync(address, verifier);
    }

    public async Task<Authorized> OpenAsync(string address, string verifier)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.RelativeOrAbsolute));
        using var answer = await browser.SendAsync(request);
        return new Authorized(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location, verifier);
    }

    /// <summary>The same through every page that asks for a password, up to the client.</summary>
    public async Task<Authorized> TypeAgainAsync(string client, string login, string password, params (string Name, string? Value)[] changes)
    {
        var (address, verifier) = Request(client, changes);
        for (var steps = 0; steps < 12; steps++)
        {
            var answer = await OpenAsync(address, verifier);
            if (answer.IsBack)
                return answer;
            if (answer.Location is { } next)
            {
                address = (next.IsAbsoluteUri ? next : new Uri(new Uri(address.StartsWith('/') ? new Uri(city.Product.Cabinet, address).ToString() : address), next)).ToString();
                continue;
            }

            using var form = new FormUrlEncodedContent([new("login", login), new("password", password)]);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address)) { Content = form };
            using var typed = await browser.SendAsync(request);
            address = new Uri(new Uri(address), typed.Headers.Location!).ToString();
        }

        throw new ShouldAssertException($"Nobody comes back to the client: {address}");
    }

    /// <summary>Code and tokens, all as they should be.</summary>
    public async Task<Told> SignInAsync(string client, params (string Name, string? Value)[] changes)
    {
        var answer = await AuthorizeAsync(client, changes);
        var told = await RedeemAsync(client, answer.Code, answer.Verifier);
        told.Status.ShouldBe(HttpStatusCode.OK);
        return told;
    }

    public Task<Told> RedeemAsync(string client, string code, string? verifier, params (string Name, string? Value)[] changes) =>
        TokenAsync(client, [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", ProviderCity.Callback), ("code_verifier", client is ProviderCity.Plain ? null : verifier), .. changes]);

    public Task<Told> RefreshAsync(string client, string token, params (string Name, string? Value)[] changes) =>
        TokenAsync(client, [("grant_type", "refresh_token"), ("refresh_token", token), .. changes]);

    public Task<Told> TokenAsync(string client, params (string Name, string? Value)[] fields) => PostAsync("/connect/token", client, fields);

    public Task<Told> PushAsync(string client, params (string Name, string? Value)[] changes) => PostAsync("/connect/par", client, [.. Parameters(client, changes).Parameters.Select(parameter => (parameter.Key, parameter.Value))]);

    /// <summary>By the client's secret in the header, or its name alone where it has none.</summary>
    public async Task<Told> PostAsync(string path, string? client, params (string Name, string? Value)[] fields)
    {
        var last = fields.GroupBy(field => field.Name, StringComparer.Ordinal).Select(group => group.Last()).Where(field => field.Value is not null).ToList();
        if (client is ProviderCity.Public)
            last.Add(("client_id", client));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Node, path)) { Content = new FormUrlEncodedContent(last.Select(field => KeyValuePair.Create(field.Name, field.Value!))) };
        if (client is not (null or ProviderCity.Public or ProviderCity.Keyed))
            request.Headers.Authorization = Basic(client, ProviderCity.SecretOf(client));
        return await SendAsync(request);
    }

    public Task<Told> UserInfoAsync(string? token) => GetAsync("/connect/userinfo", token);

    public async Task<Told> GetAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Node, path));
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return await SendAsync(request);
    }

    public static AuthenticationHeaderValue Basic(string client, string secret) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client}:{secret}")));

    public static async Task<Told> SendAsync(HttpRequestMessage request)
    {
        using var answer = await Server.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new Told(answer.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default, answer.Headers);
    }

    private static (List<KeyValuePair<string, string?>> Parameters, string Verifier) Parameters(string client, (string Name, string? Value)[] changes)
    {
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = client, ["redirect_uri"] = ProviderCity.Callback, ["response_type"] = "code", ["scope"] = "openid profile", ["state"] = "the state", ["nonce"] = "the nonce",
            ["code_challenge"] = client is ProviderCity.Plain ? null : Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = client is ProviderCity.Plain ? null : "S256",
        };
        foreach (var (name, value) in changes)
            parameters[name] = value;
        return ([.. parameters.Where(parameter => parameter.Value is not null)], verifier);
    }
}
