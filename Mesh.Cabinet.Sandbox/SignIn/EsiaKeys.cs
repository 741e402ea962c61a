using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Org.BouncyCastle.Asn1.CryptoPro;
using Org.BouncyCastle.Asn1.Rosstandart;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;

namespace Mesh.Cabinet.Sandbox.SignIn;

/// <summary>The keys of the sandbox's ЕСИА and of its only client, made anew with each start.</summary>
internal sealed class EsiaKeys
{
    private const int Half = 32;
    private readonly AsymmetricCipherKeyPair client;

    private EsiaKeys()
    {
        var curve = RosstandartObjectIdentifiers.id_tc26_gost_3410_12_256_paramSetA;
        var domain = new ECNamedDomainParameters(curve, ECGost3410NamedCurves.GetByOid(curve));
        var generator = new ECKeyPairGenerator("ECGOST3410");
        generator.Init(new ECKeyGenerationParameters(new ECGost3410Parameters(domain, curve, RosstandartObjectIdentifiers.id_tc26_gost_3411_12_256, null), new SecureRandom()));
        client = generator.GenerateKeyPair();
        ClientKey = new string(PemEncoding.Write("PRIVATE KEY", PrivateKeyInfoFactory.CreatePrivateKeyInfo(client.Private).GetDerEncoded()));

        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=Sandbox", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        Certificate = certificate.ExportCertificatePem();
        Signing = new SigningCredentials(new X509SecurityKey(certificate), SecurityAlgorithms.RsaSha256);
    }

    public static EsiaKeys Shared { get; } = new();

    /// <summary>What the client signs its requests by, as PEM.</summary>
    public string ClientKey { get; }

    /// <summary>What the client knows ЕСИА's tokens by, as PEM.</summary>
    public string Certificate { get; }

    public SigningCredentials Signing { get; }

    /// <summary>Whether the client has signed these words (ГОСТ Р 34.10-2012, «s» before «r»).</summary>
    public bool HasSigned(string words, string signature)
    {
        var digest = new Gost3411_2012_256Digest();
        var data = Encoding.UTF8.GetBytes(words);
        digest.BlockUpdate(data, 0, data.Length);
        var hash = new byte[digest.GetDigestSize()];
        digest.DoFinal(hash, 0);
        try
        {
            var bytes = Base64UrlEncoder.DecodeBytes(signature);
            var signer = new ECGost3410Signer();
            signer.Init(forSigning: false, client.Public);
            return bytes.Length == 2 * Half && signer.VerifySignature(hash, new BigInteger(1, bytes[Half..]), new BigInteger(1, bytes[..Half]));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
