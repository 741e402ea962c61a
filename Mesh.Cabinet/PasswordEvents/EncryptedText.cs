using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using Jose;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>
/// Opens a text that was encrypted for one of our keys (JWE, RFC 7516 §7.1). What the header asks for is looked at before anything is
/// opened: only listed algorithms, nothing that was packed (a bomb), nothing that must be understood and is not (<c>crit</c>). What else
/// stands there is ignored, as RFC 7516 §4 says. Without a <c>kid</c> every key of the kind is tried.
/// </summary>
internal static class EncryptedText
{
    private const int Parts = 5;
    private static readonly JsonDocumentOptions Strictly = new() { AllowDuplicateProperties = false, MaxDepth = 8 };
    private static readonly string[] Refused = ["zip", "crit"];
    private static readonly string[] Words = ["alg", "enc", "kid", "apu", "apv"];

    private static readonly FrozenDictionary<string, JweAlgorithm> Algorithms = new Dictionary<string, JweAlgorithm>
    {
        [EventKey.RsaOaep256] = JweAlgorithm.RSA_OAEP_256,
        ["ECDH-ES"] = JweAlgorithm.ECDH_ES,
        ["ECDH-ES+A128KW"] = JweAlgorithm.ECDH_ES_A128KW,
        ["ECDH-ES+A192KW"] = JweAlgorithm.ECDH_ES_A192KW,
        [EventKey.EcdhEs] = JweAlgorithm.ECDH_ES_A256KW,
        [EventKey.RsaOaep] = JweAlgorithm.RSA_OAEP,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, JweEncryption> Encryptions = new Dictionary<string, JweEncryption>
    {
        ["A128GCM"] = JweEncryption.A128GCM,
        ["A192GCM"] = JweEncryption.A192GCM,
        ["A256GCM"] = JweEncryption.A256GCM,
        ["A128CBC-HS256"] = JweEncryption.A128CBC_HS256,
        ["A192CBC-HS384"] = JweEncryption.A192CBC_HS384,
        ["A256CBC-HS512"] = JweEncryption.A256CBC_HS512,
    }.ToFrozenDictionary();

    /// <summary>Null if it cannot be opened, whatever the reason.</summary>
    public static string? Open(string jwe, IReadOnlyList<EventKey> keys, bool acceptsRsaOaep)
    {
        try
        {
            var parts = jwe.Split('.');
            if (parts.Length != Parts)
                return null;

            using var header = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(parts[0]), Strictly);
            if (!IsUsable(header.RootElement) || Word(header, "alg") is not { } algorithm || !Algorithms.TryGetValue(algorithm, out var wrapping)
                || Word(header, "enc") is not { } encryption || !Encryptions.TryGetValue(encryption, out var content))
                return null;

            var id = Word(header, "kid");
            return keys.Where(key => (id is null || key.Id == id) && key.Opens(algorithm, acceptsRsaOaep))
                .Select(key => Decrypt(jwe, key, wrapping, content)).FirstOrDefault(text => text is not null);
        }
        catch (Exception failure) when (failure is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Decrypt(string jwe, EventKey key, JweAlgorithm wrapping, JweEncryption content)
    {
        try
        {
            using var pair = key.Open();
            return JWE.Decrypt(jwe, pair, wrapping, content).Plaintext;
        }
        catch (Exception failure) when (failure is JoseException or CryptographicException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    // What has another form than the parameter's own would surprise whoever reads it next.
    private static bool IsUsable(JsonElement header) => header.ValueKind is JsonValueKind.Object && header.EnumerateObject().All(parameter =>
        !Refused.Contains(parameter.Name, StringComparer.Ordinal)
        && (parameter.Name == "epk" ? IsPoint(parameter.Value) : !Words.Contains(parameter.Name, StringComparer.Ordinal) || parameter.Value.ValueKind is JsonValueKind.String));

    private static bool IsPoint(JsonElement point) => point.ValueKind is JsonValueKind.Object
        && new[] { "kty", "crv", "x", "y" }.All(name => point.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String)
        && point.GetProperty("kty").ValueEquals("EC") && point.GetProperty("crv").ValueEquals("P-256");

    private static string? Word(JsonDocument header, string name) => header.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
}
