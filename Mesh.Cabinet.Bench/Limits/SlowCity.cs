using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Bench.Limits;

/// <summary>
/// A mos.ru that lets everybody in and takes its time: as many people are in the middle of signing in as the product takes at once, long
/// before a processor is busy. The nonce of the question (OpenID Connect Core §3.1.2.1) is the code of its answer, so nobody has to open its pages.
/// </summary>
internal static class SlowCity
{
    public const string Name = "slow-city";

    private const double Spread = 0.6;

    /// <param name="arguments">Its own address, and how many milliseconds a token takes in the middle.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var (issuer, pause) = (arguments[0].TrimEnd('/'), TimeSpan.FromMilliseconds(int.Parse(arguments[1], CultureInfo.InvariantCulture)));
        using var rsa = RSA.Create(2048);
        var key = new RsaSecurityKey(rsa) { KeyId = Name };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/", () => "");
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = issuer,
            ["authorization_endpoint"] = $"{issuer}/authorize",
            ["token_endpoint"] = $"{issuer}/token",
            ["jwks_uri"] = $"{issuer}/jwks",
            ["response_types_supported"] = new[] { "code" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { SecurityAlgorithms.RsaSha256 },
            ["code_challenge_methods_supported"] = new[] { "S256" },
        }));
        app.MapGet("/jwks", () =>
        {
            var open = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: false)) { KeyId = Name });
            return Results.Json(new { keys = new[] { new { kty = open.Kty, kid = open.Kid, use = "sig", alg = SecurityAlgorithms.RsaSha256, n = open.N, e = open.E } } });
        });
        app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            // Not everybody alike, or all would come and go in waves.
            await Task.Delay(pause * (1 + ((Random.Shared.NextDouble() - 0.5) * Spread)));
            return Results.Json(new { access_token = "none", token_type = "Bearer", expires_in = 60, id_token = Token(issuer, form["code"].ToString(), key) });
        });
        await app.RunAsync();
    }

    // Each time somebody else: nobody waits for the sessions of the same account.
    private static string Token(string issuer, string nonce, SecurityKey key) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = issuer,
        Audience = "mesh-cabinet",
        Expires = DateTime.UtcNow.AddMinutes(5),
        Claims = new Dictionary<string, object> { ["sub"] = Guid.NewGuid().ToString(), ["nonce"] = nonce, ["preferred_username"] = "ivanov.igor", ["family_name"] = "Иванов", ["given_name"] = "Игорь" },
        SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
    });
}
