using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using Jose;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>
/// Opens a text that was encrypted for one of our keys (JWE, RFC 7516 §7.1). What the header asks for is looked at before anything is
/// opened: only listed parameters (no <c>zip</c>, no <c>p2c</c>), only listed algorithms, and the very key that it names.
/// </summary>
internal static class EncryptedText
{
    private const int Parts = 5;
    private static readonly JsonDocumentOptions Strictly = new() { AllowDuplicateProperties = false, MaxDepth = 4 };
    private static readonly FrozenSet<string> Parameters = FrozenSet.Create(StringComparer.Ordinal, "alg", "enc", "kid", "typ", "cty", "epk", "apu", "apv");

    private static readonly FrozenDictionary<string, JweAlgorithm> Algorithms = new Dictionary<string, JweAlgorithm>
    {
        [EventKey.RsaOaep256] = JweAlgorithm.RSA_OAEP_256,
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
            if (!IsListed(header.RootElement) || Word(header, "alg") is not { } algorithm || !Algorithms.TryGetValue(algorithm, out var wrapping)
                || Word(header, "enc") is not { } encryption || !Encryptions.TryGetValue(encryption, out var content)
                || Word(header, "kid") is not { } id || keys.FirstOrDefault(key => key.Id == id && key.Opens(algorithm, acceptsRsaOaep)) is not { } key)
                return null;

            using var pair = key.Open();
            return JWE.Decrypt(jwe, pair, wrapping, content).Plaintext;
        }
        catch (Exception failure) when (failure is JoseException or CryptographicException or JsonException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    // What has another form than the parameter's own would surprise whoever reads it next.
    private static bool IsListed(JsonElement header) => header.ValueKind is JsonValueKind.Object && header.EnumerateObject().All(parameter =>
        Parameters.Contains(parameter.Name) && (parameter.Name == "epk" ? IsPoint(parameter.Value) : parameter.Value.ValueKind is JsonValueKind.String));

    private static bool IsPoint(JsonElement point) => point.ValueKind is JsonValueKind.Object
        && point.EnumerateObject().All(member => member.Value.ValueKind is JsonValueKind.String)
        && new[] { "kty", "crv", "x", "y" }.All(name => point.TryGetProperty(name, out _))
        && point.GetProperty("kty").ValueEquals("EC") && point.GetProperty("crv").ValueEquals("P-256");

    private static string? Word(JsonDocument header, string name) => header.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
}
