using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>A certificate authority and what it vouches for, as the files that Samba, FreeRADIUS and nginx read.</summary>
internal static class DomainCertificates
{
    /// <summary>Writes <c>ca.pem</c> into one folder, and beside it <c>cert.pem</c> and <c>key.pem</c> for the address into another.</summary>
    public static void Write(string authorityFolder, string serverFolder, IPAddress address, DateTimeOffset? expires = null, string name = "dc1.mesh.test")
    {
        var now = DateTimeOffset.UtcNow;
        using var authorityKey = RSA.Create(2048);
        var authority = new CertificateRequest("CN=Test domain authority", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        authority.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        var identifier = new X509SubjectKeyIdentifierExtension(authority.PublicKey, critical: false);
        authority.CertificateExtensions.Add(identifier);
        using var root = authority.CreateSelfSigned(now.AddDays(-3), now.AddDays(30));

        using var serverKey = RSA.Create(2048);
        var server = new CertificateRequest($"CN={name}", serverKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(address);
        server.CertificateExtensions.Add(names.Build());
        server.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: false));
        server.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        server.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifier));
        using var certificate = server.Create(root, now.AddDays(-2), expires ?? now.AddDays(29), RandomNumberGenerator.GetBytes(8));

        foreach (var folder in new[] { authorityFolder, serverFolder })
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(folder).FullName, "ca.pem"), root.ExportCertificatePem());
        File.WriteAllText(Path.Combine(serverFolder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(serverFolder, "key.pem"), serverKey.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(serverFolder, "key.pem"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
