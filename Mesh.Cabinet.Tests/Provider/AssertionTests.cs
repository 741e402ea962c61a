using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>RFC 7523 §3, OIDCC 9: a client that proves itself by a key.</summary>
[Collection(ProviderCity.Name)]
public sealed class AssertionTests(ProviderCity city)
{
    private const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    [Theory(DisplayName = "RFC 7523 3: an assertion of the client about itself, to us alone, is good; libraries write its type in three ways")]
    [InlineData(null)]
    [InlineData("JWT")]
    [InlineData("client-authentication+jwt")]
    public async Task Good(string? type) => (await RedeemAsync(Write(new Dictionary<string, object?> { ["typ"] = type }))).Status.ShouldBe(HttpStatusCode.OK);

    [Theory(DisplayName = "RFC 7523 3, FAPI 2.0 5.3.2.1: any other is none")]
    [InlineData("aud", "https://other.example/")]
    [InlineData("aud", "[array]")]
    [InlineData("aud", "[token endpoint]")]
    [InlineData("iss", "another")]
    [InlineData("sub", "another")]
    [InlineData("exp", "-400")]
    [InlineData("exp", "31536000")]
    [InlineData("exp", null)]
    [InlineData("jti", null)]
    [InlineData("kid", "foreign")]
    [InlineData("typ", "at+jwt")]
    [InlineData("alg", "none")]
    [InlineData("alg", "HS256")]
    [InlineData("key", "another")]
    public async Task Bad(string what, string? value)
    {
        var told = await RedeemAsync(Write(new Dictionary<string, object?> { [what] = value }));
        (told.Status, told.Error).ShouldBe((HttpStatusCode.Unauthorized, "invalid_client"));
    }

    [Fact(DisplayName = "OIDCC 9: an assertion is good once")]
    public async Task Once()
    {
        var assertion = Write([]);
        (await RedeemAsync(assertion)).Status.ShouldBe(HttpStatusCode.OK);
        (await RedeemAsync(assertion)).Error.ShouldBe("invalid_client");
    }

    [Fact(DisplayName = "RFC 6749 2.3: who has a key has no secret, and who has a secret no key")]
    public async Task Other_ways()
    {
        var teacher = await city.TeacherAsync();
        var answer = await teacher.AuthorizeAsync(ProviderCity.Keyed);
        (await teacher.PostAsync("/connect/token", null, ("grant_type", "authorization_code"), ("code", answer.Code), ("redirect_uri", ProviderCity.Callback), ("code_verifier", answer.Verifier), ("client_id", ProviderCity.Keyed), ("client_secret", "guessed"))).Error.ShouldBe("invalid_client");
        var other = await teacher.AuthorizeAsync(ProviderCity.Journal);
        var assertion = Write(new Dictionary<string, object?> { ["iss"] = ProviderCity.Journal, ["sub"] = ProviderCity.Journal });
        (await teacher.PostAsync("/connect/token", null, ("grant_type", "authorization_code"), ("code", other.Code), ("redirect_uri", ProviderCity.Callback), ("code_verifier", other.Verifier), ("client_assertion", assertion), ("client_assertion_type", Type))).Error.ShouldBe("invalid_client");
    }

    private async Task<Told> RedeemAsync(string assertion)
    {
        var teacher = await city.TeacherAsync();
        var answer = await teacher.AuthorizeAsync(ProviderCity.Keyed);
        return await teacher.RedeemAsync(ProviderCity.Keyed, answer.Code, answer.Verifier, ("client_id", ProviderCity.Keyed), ("client_assertion", assertion), ("client_assertion_type", Type));
    }

    private string Write(Dictionary<string, object?> changes)
    {
        var issuer = city.Product.Cabinet.ToString();
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        object? Of(string name, object otherwise) => changes.TryGetValue(name, out var changed) ? changed : otherwise;
        var algorithm = $"{Of("alg", "RS256")}";
        var header = new Dictionary<string, object?> { ["alg"] = algorithm, ["kid"] = Of("kid", "one"), ["typ"] = Of("typ", "JWT") };
        var payload = new Dictionary<string, object?>
        {
            ["iss"] = Of("iss", ProviderCity.Keyed), ["sub"] = Of("sub", ProviderCity.Keyed), ["jti"] = Of("jti", $"{Guid.NewGuid()}"), ["iat"] = now,
            ["exp"] = Of("exp", "60") is string seconds ? now + long.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture) : null,
            ["aud"] = Of("aud", issuer) switch { "[array]" => new[] { issuer }, "[token endpoint]" => $"{issuer}connect/token", var one => one },
        };
        var signed = $"{Encode(header)}.{Encode(payload)}";
        using var foreign = RSA.Create(2048);
        var key = Of("key", "own") is "own" ? city.Key : foreign;
        var signature = algorithm switch
        {
            "none" => [],
            // As if our published key were a secret (RFC 8725 §2.1).
            "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(city.Key.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(signed)),
            _ => key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(Dictionary<string, object?> part) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value)));
}
