using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>The private key that a client proves itself by, out of a setting: PEM (PKCS #8), or one JSON Web Key (RFC 7517).</summary>
internal sealed class ClientKey
{
    private static readonly string[] OfRsa = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256];
    private readonly SecurityKey key;

    private ClientKey(SecurityKey key) => this.key = key;

    /// <returns>Null if it is no private key of RSA or of the curve P-256.</returns>
    public static ClientKey? Read(string text)
    {
        try
        {
            if (text.TrimStart().StartsWith('{'))
                return new JsonWebKey(text) is { HasPrivateKey: true } web && (web.Kty is "RSA" || web is { Kty: "EC", Crv: "P-256" }) ? new ClientKey(web) : null;
            return FromPem(text);
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            return null;
        }
    }

    /// <param name="accepted">Algorithms that the provider takes; none said: any.</param>
    public SigningCredentials CredentialsFor(ICollection<string> accepted)
    {
        var isRsa = key is RsaSecurityKey or JsonWebKey { Kty: "RSA" };
        var algorithm = isRsa ? OfRsa.FirstOrDefault(accepted.Contains) ?? SecurityAlgorithms.RsaSha256 : SecurityAlgorithms.EcdsaSha256;
        return new SigningCredentials(key, algorithm);
    }

    private static ClientKey? FromPem(string text)
    {
        try
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(text);
            return new ClientKey(new RsaSecurityKey(rsa));
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            var curve = ECDsa.Create();
            curve.ImportFromPem(text);
            return curve.KeySize == 256 ? new ClientKey(new ECDsaSecurityKey(curve)) : null;
        }
    }
}
