using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mesh.Cabinet.Outside.Gosuslugi;

/// <summary>What ЕСИА wants beside the client's mnemonic, under <c>Gosuslugi:Esia</c>.</summary>
public sealed record EsiaOptions
{
    /// <summary>Our private key of ГОСТ Р 34.10-2012, 256 bits, as PEM (PKCS #8).</summary>
    public string Key { get; init; } = "";

    /// <summary>The hash of our certificate, as ЕСИА counted it when the certificate was attached to the mnemonic.</summary>
    public string CertificateHash { get; init; } = "";

    /// <summary>Certificates by which ЕСИА signs its tokens, as PEM. It changes them: the next one may stand here before the first has gone.</summary>
    public IReadOnlyList<string> Certificates { get; init; } = [];

    public IEnumerable<string> Faults(string section)
    {
        if (GostKey.Read(Key) is null)
            yield return $"{section}:Key must be a private key of ГОСТ Р 34.10-2012 of 256 bits, as PEM";
        if (string.IsNullOrWhiteSpace(CertificateHash))
            yield return $"{section}:CertificateHash is required";
        if (Certificates.Count == 0)
            yield return $"{section}:Certificates must hold at least one certificate";
        for (var place = 0; place < Certificates.Count; place++)
        {
            if (Read(Certificates[place]) is null)
                yield return $"{section}:Certificates:{place} must be a certificate of an RSA key, as PEM";
        }
    }

    /// <returns>Null if it is no certificate of an RSA key.</returns>
    internal static X509Certificate2? Read(string pem)
    {
        try
        {
            var certificate = X509Certificate2.CreateFromPem(pem);
            return certificate.GetRSAPublicKey() is null ? null : certificate;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
