using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Utilities;

namespace Mesh.Cabinet.Outside.Gosuslugi;

/// <summary>Signs by ГОСТ Р 34.10-2012 of 256 bits over the hash of ГОСТ Р 34.11-2012 (RFC 7091, RFC 6986), which .NET does not know.</summary>
internal sealed class GostKey
{
    /// <summary>Of each half of a signature, in bytes.</summary>
    private const int Half = 32;

    private readonly ECPrivateKeyParameters key;

    internal GostKey(ECPrivateKeyParameters key) => this.key = key;

    /// <returns>Null if it is no such key.</returns>
    public static GostKey? Read(string pem)
    {
        try
        {
            var fields = PemEncoding.Find(pem);
            var bytes = Convert.FromBase64String(pem[fields.Base64Data]);
            return PrivateKeyFactory.CreateKey(bytes) is ECPrivateKeyParameters key && key.Parameters is ECGost3410Parameters && key.Parameters.N.BitLength <= 8 * Half
                ? new GostKey(key)
                : null;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or IOException or SecurityUtilityException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <returns>«s» and behind it «r», each from its highest byte, as in a certificate (RFC 9215 §2).</returns>
    public byte[] Sign(byte[] data) => SignHash(Hash(data), new SecureRandom());

    /// <summary>The hash of ГОСТ Р 34.11-2012, 256 bits.</summary>
    internal static byte[] Hash(byte[] data)
    {
        var digest = new Gost3411_2012_256Digest();
        digest.BlockUpdate(data, 0, data.Length);
        var hash = new byte[digest.GetDigestSize()];
        digest.DoFinal(hash, 0);
        return hash;
    }

    /// <param name="random">From where the «k» of the signature comes: for published examples one that is known.</param>
    internal byte[] SignHash(byte[] hash, SecureRandom random)
    {
        var signer = new ECGost3410Signer();
        signer.Init(forSigning: true, new ParametersWithRandom(key, random));
        var halves = signer.GenerateSignature(hash);
        return [.. BigIntegers.AsUnsignedByteArray(Half, halves[1]), .. BigIntegers.AsUnsignedByteArray(Half, halves[0])];
    }
}
