using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jose;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Tests.PasswordEvents;

/// <summary>A transmitter of events that is not mos.ru's sign-in: an issuer of its own, and keys that it publishes itself.</summary>
public sealed class OwnTransmitter : IAsyncDisposable
{
    public const string Issuer = "https://events.example/ssf";
    public const string Audience = "https://school.mos.ru/events/mos-ru";
    public const string CredentialChange = "https://schemas.openid.net/secevent/caep/event-type/credential-change";

    private readonly WebApplication site;
    private readonly List<(string Id, RSA Pair)> keys = [];
    private readonly HttpClient http = new();
    private Uri? cabinet;

    private OwnTransmitter(WebApplication site, Uri keysUrl)
    {
        (this.site, KeysUrl) = (site, keysUrl);
        site.Run(http => http.Response.WriteAsync(KeySet()));
    }

    public Uri KeysUrl { get; }

    /// <summary>How often its keys were asked for.</summary>
    public int Asked { get; private set; }

    public static async Task<OwnTransmitter> StartAsync()
    {
        var port = RunningProduct.FreePort();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        var transmitter = new OwnTransmitter(builder.Build(), new Uri($"http://localhost:{port}/keys"));
        transmitter.PublishKey();
        await transmitter.site.StartAsync();
        return transmitter;
    }

    public void PushTo(Uri product) => cabinet = product;

    /// <summary>From now on it signs by a new key.</summary>
    public void PublishKey() => keys.Add(($"key-{keys.Count + 1}", RSA.Create(2048)));

    /// <summary>A token about a change of a password, before anything in it is changed.</summary>
    public static JsonObject Change(JsonNode subject, string? jwe = null)
    {
        var change = new JsonObject { ["credential_type"] = "password", ["change_type"] = "update" };
        if (jwe is not null)
            change["password_jwe"] = jwe;
        return Token(subject, CredentialChange, change);
    }

    public static JsonObject Token(JsonNode subject, string type, JsonNode? happened) => new()
    {
        ["iss"] = Issuer,
        ["aud"] = Audience,
        ["iat"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        ["jti"] = Guid.NewGuid().ToString("N"),
        ["sub_id"] = subject,
        ["events"] = new JsonObject { [type] = happened },
    };

    public string Sign(JsonObject token, string? type = "secevent+jwt", string? keyId = null)
    {
        var (id, pair) = keys[^1];
        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = keyId ?? id };
        if (type is not null)
            header["typ"] = type;
        var signed = $"{Base64UrlEncoder.Encode(header.ToJsonString())}.{Base64UrlEncoder.Encode(token.ToJsonString())}";
        return $"{signed}.{Base64UrlEncoder.Encode(pair.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public async Task<(HttpStatusCode Status, string? Error)> PushAsync(string token, bool isChunked = false, string contentType = "application/secevent+jwt")
    {
        using var content = new StringContent(token, Encoding.ASCII);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(cabinet!, "/events/mos-ru")) { Content = content };
        request.Headers.TransferEncodingChunked = isChunked ? true : null;
        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, body.Length > 0 ? (string?)JsonNode.Parse(body)!["err"] : null);
    }

    /// <summary>A new password as JWE for one of the cabinet's published keys.</summary>
    public async Task<string> EncryptAsync(
        string password, JweAlgorithm algorithm = JweAlgorithm.RSA_OAEP_256, JweEncryption encryption = JweEncryption.A256GCM, bool namesKey = true)
    {
        var set = JwkSet.FromJson(await http.GetStringAsync(new Uri(cabinet!, "/events/mos-ru/keys")), JWT.DefaultSettings.JsonMapper);
        var isRsa = algorithm is JweAlgorithm.RSA_OAEP or JweAlgorithm.RSA_OAEP_256;
        var key = set.Keys.Single(one => one.Kty == (isRsa ? "RSA" : "EC"));
        return JWT.Encode(JsonSerializer.Serialize(new { password }), key, algorithm, encryption,
            extraHeaders: namesKey ? new Dictionary<string, object> { ["kid"] = key.KeyId, ["cty"] = "json", ["iat"] = 1_700_000_000 } : null);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        http.Dispose();
        foreach (var (_, pair) in keys)
            pair.Dispose();
    }

    private string KeySet()
    {
        Asked++;
        var set = new JsonArray();
        foreach (var (id, pair) in keys)
        {
            var key = pair.ExportParameters(includePrivateParameters: false);
            set.Add(new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = id, ["n"] = Base64UrlEncoder.Encode(key.Modulus), ["e"] = Base64UrlEncoder.Encode(key.Exponent) });
        }

        return new JsonObject { ["keys"] = set }.ToJsonString();
    }
}
