using System.Net;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <summary>Whom the product takes for the domain controller.</summary>
public sealed class LdapTrustTests
{
    [Fact]
    public async Task A_certificate_of_a_pinned_authority_for_this_address_is_trusted()
    {
        using var server = new TlsServer(IPAddress.Loopback);
        await LookAsync(server, server.CertificateFolder);
    }

    [Fact]
    public async Task One_of_several_pinned_authorities_is_enough_and_other_files_do_not_matter()
    {
        using var server = new TlsServer(IPAddress.Loopback);
        using var other = new TlsServer(IPAddress.Loopback);
        File.Copy(Path.Combine(other.CertificateFolder, "ca.pem"), Path.Combine(server.CertificateFolder, "other.pem"));
        await File.WriteAllTextAsync(Path.Combine(server.CertificateFolder, "README"), "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----", TestContext.Current.CancellationToken);

        await LookAsync(server, server.CertificateFolder);
        await LookAsync(other, server.CertificateFolder);
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_not_trusted()
    {
        using var server = new TlsServer(IPAddress.Loopback);
        using var other = new TlsServer(IPAddress.Loopback);
        await ShouldNotBeTrustedAsync(server, other.CertificateFolder);
    }

    [Fact]
    public async Task An_expired_certificate_is_not_trusted()
    {
        using var server = new TlsServer(IPAddress.Loopback, expires: DateTimeOffset.UtcNow.AddDays(-1));
        await ShouldNotBeTrustedAsync(server, server.CertificateFolder);
    }

    [Fact]
    public async Task A_certificate_for_another_address_is_not_trusted()
    {
        using var server = new TlsServer(IPAddress.Loopback, named: IPAddress.Parse("127.0.0.2"));
        await ShouldNotBeTrustedAsync(server, server.CertificateFolder);
    }

    private static async Task ShouldNotBeTrustedAsync(TlsServer server, string folder) =>
        (await Should.ThrowAsync<LdapUnreachableException>(() => LookAsync(server, folder))).Reach.ShouldBe(LdapReach.NoTrust);

    private static Task LookAsync(TlsServer server, string folder) => LdapTrust.LookAsync(
        new LdapOptions { Address = $"ldaps://{server.EndPoint}", CertificateFolder = folder }, TestContext.Current.CancellationToken);
}
