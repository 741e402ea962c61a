using System.Security.Cryptography;
using Jose;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>One of our key pairs for passwords on their way from mos.ru; it opens what was encrypted by its own algorithm, or one of its kind.</summary>
/// <param name="Algorithm">The <c>alg</c> of RFC 7518 §4.1 for which the key is published.</param>
/// <param name="Pkcs8">The private key (RFC 5208).</param>
internal sealed record EventKey(string Id, string Algorithm, DateTimeOffset CreatedAt, byte[] Pkcs8)
{
    public const string RsaOaep256 = "RSA-OAEP-256";
    public const string EcdhEs = "ECDH-ES+A256KW";

    /// <summary>What an elliptic key opens too: the agreed key is used as it is, or wraps another (RFC 7518 §4.6).</summary>
    private static readonly string[] Agreements = ["ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", EcdhEs];

    /// <summary>By SHA-1: of who knows no better.</summary>
    public const string RsaOaep = "RSA-OAEP";

    private const int RsaBits = 3072;

    /// <summary>The kinds that are made and published, the one that most transmitters know first.</summary>
    public static IReadOnlyList<string> Algorithms { get; } = [RsaOaep256, EcdhEs];

    private bool IsElliptic => Algorithm == EcdhEs;

    /// <summary>A new private key of a kind.</summary>
    public static byte[] NewPkcs8(string algorithm)
    {
        using AsymmetricAlgorithm pair = algorithm == EcdhEs ? ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(RsaBits);
        return pair.ExportPkcs8PrivateKey();
    }

    /// <summary>Whether this key opens what was encrypted by an algorithm.</summary>
    /// <param name="acceptsRsaOaep">Whether an RSA key may open what was encrypted by plain RSA-OAEP too.</param>
    public bool Opens(string algorithm, bool acceptsRsaOaep) =>
        IsElliptic ? Agreements.Contains(algorithm, StringComparer.Ordinal) : algorithm == RsaOaep ? acceptsRsaOaep : algorithm == Algorithm;

    /// <summary>The pair itself, for as long as something is opened.</summary>
    public AsymmetricAlgorithm Open()
    {
        AsymmetricAlgorithm pair = IsElliptic ? ECDiffieHellman.Create() : RSA.Create();
        pair.ImportPkcs8PrivateKey(Pkcs8, out _);
        return pair;
    }

    /// <summary>The public half, as a member of a key set (RFC 7517 §4, RFC 7518 §6).</summary>
    public IDictionary<string, object> Describe()
    {
        using var pair = Open();
        var jwk = pair is ECDiffieHellman elliptic ? new Jwk(elliptic, isPrivate: false) : new Jwk((RSA)pair, isPrivate: false);
        (jwk.KeyId, jwk.Use, jwk.Alg) = (Id, "enc", Algorithm);
        return jwk.ToDictionary();
    }

    public override string ToString() => $"{Id} ***";
}
