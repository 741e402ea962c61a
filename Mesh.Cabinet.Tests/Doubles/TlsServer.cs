using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Mesh.Cabinet.Tests.Parts;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>Takes TLS connections with a certificate of its own authority and counts the bytes that somebody trusts it with.</summary>
internal sealed class TlsServer : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tls-");
    private readonly TcpListener listener;
    private readonly X509Certificate2 certificate;
    private int calls;
    private int told;

    /// <param name="named">The address that the certificate bears; where it listens if null.</param>
    public TlsServer(IPAddress address, IPAddress? named = null, DateTimeOffset? expires = null)
    {
        DomainCertificates.Write(CertificateFolder, Path.Combine(folder.FullName, "server"), named ?? address, expires);
        certificate = X509Certificate2.CreateFromPemFile(Path.Combine(folder.FullName, "server", "cert.pem"), Path.Combine(folder.FullName, "server", "key.pem"));
        listener = new TcpListener(address, 0);
        listener.Start();
        _ = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)listener.LocalEndpoint;

    public string CertificateFolder => Path.Combine(folder.FullName, "authority");

    public int Calls => Volatile.Read(ref calls);

    public int BytesTold => Volatile.Read(ref told);

    public void Dispose()
    {
        listener.Stop();
        certificate.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ListenAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ListenAsync(TcpClient client)
    {
        Interlocked.Increment(ref calls);
        try
        {
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(certificate);
            var buffer = new byte[4096];
            while (await tls.ReadAsync(buffer) is > 0 and var count)
                Interlocked.Add(ref told, count);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
        }
    }
}
