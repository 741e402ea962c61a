using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>
/// Looks at the controller's door before libldap does: that library answers «server down» to everything that goes wrong there,
/// and waits for ever on a controller that takes a connection and says nothing.
/// </summary>
internal static class LdapTrust
{
    public static bool HasCertificates(string folder) => Directory.Exists(folder) && Authorities(folder).Count > 0;

    /// <exception cref="LdapUnreachableException">Nobody there, or nobody to be trusted.</exception>
    public static async Task LookAsync(LdapOptions options, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(options.Host, options.Port, cancellation);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            throw new LdapUnreachableException(LdapReach.NotThere, failure);
        }

        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = options.Host,
                CertificateChainPolicy = Policy(options.CertificateFolder),
            }, cancellation);
        }
        catch (OperationCanceledException silence)
        {
            throw new LdapUnreachableException(LdapReach.NotThere, silence);
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException)
        {
            throw new LdapUnreachableException(LdapReach.NoTrust, failure);
        }
    }

    private static X509ChainPolicy Policy(string folder)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(Authorities(folder));
        return policy;
    }

    private static X509Certificate2Collection Authorities(string folder)
    {
        var found = new X509Certificate2Collection();
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            try
            {
                found.ImportFromPemFile(file);
            }
            catch (CryptographicException)
            {
                // A folder of certificates may hold other files too.
            }
        }

        return found;
    }
}

/// <summary>Why a controller cannot be spoken to.</summary>
internal enum LdapReach { NotThere, NoTrust }

/// <summary>Nothing was sent: the controller is not there, or is not the one it should be.</summary>
internal sealed class LdapUnreachableException(LdapReach reach, Exception inner) : Exception(inner.Message, inner)
{
    public LdapReach Reach { get; } = reach;
}
