using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Sandbox.Panels;

/// <summary>The interactive panel of a classroom: what the cabinet was told of it, and the key by which it proves itself (RFC 7523).</summary>
internal sealed class ClassroomPanel
{
    public const string Id = "panel-sandbox-31";
    public const string School = CityMaking.Schools.West;
    public const string Title = "Кабинет 31";

    private static readonly TimeSpan AssertionLifetime = TimeSpan.FromMinutes(1);

    // Another one at each start; the cabinet is told its public half when both start together.
    private readonly ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "panel" };

    public static ClassroomPanel Shared { get; } = new();

    /// <summary>A JSON Web Key Set with the public key.</summary>
    public string Keys
    {
        get
        {
            var all = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(key);
            return JsonSerializer.Serialize(new { keys = new[] { new { kty = all.Kty, crv = all.Crv, x = all.X, y = all.Y, kid = all.Kid, use = "sig", alg = "ES256" } } });
        }
    }

    /// <summary>Its word about itself, for one request.</summary>
    public string Assert(string issuer) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Id,
        Audience = issuer,
        Expires = DateTime.UtcNow + AssertionLifetime,
        Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = Id, ["jti"] = $"{Guid.NewGuid()}" },
        SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
    });
}
