using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>Debian's nginx with the site of <c>docs/nginx.conf</c>, on free ports and with a certificate of its own authority.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private static readonly string[] Scratch = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

    private readonly Process process;

    private Nginx(Process process, int port, int plainPort)
    {
        this.process = process;
        (Port, PlainPort) = (port, plainPort);
    }

    /// <summary>In place of 443.</summary>
    public int Port { get; }

    /// <summary>In place of 80.</summary>
    public int PlainPort { get; }

    /// <param name="folder">Where it may write.</param>
    /// <param name="name">The site's.</param>
    /// <param name="certificates">A folder with <c>cert.pem</c> and <c>key.pem</c>.</param>
    /// <param name="inside">Where the product listens.</param>
    public static async Task<Nginx> StartAsync(string folder, string name, string certificates, Uri inside)
    {
        var (port, plainPort) = (RunningProduct.FreePort(), RunningProduct.FreePort());
        var site = (await File.ReadAllTextAsync(Path.Combine(TestPlaces.Root, "docs", "nginx.conf")))
            .Replace("/etc/ssl/school.example.crt", Path.Combine(certificates, "cert.pem"), StringComparison.Ordinal)
            .Replace("/etc/ssl/school.example.key", Path.Combine(certificates, "key.pem"), StringComparison.Ordinal)
            .Replace("school.example", name, StringComparison.Ordinal)
            .Replace("127.0.0.1:8080", inside.Authority, StringComparison.Ordinal)
            .Replace("listen 443", $"listen 127.0.0.1:{port}", StringComparison.Ordinal)
            .Replace("listen 80", $"listen 127.0.0.1:{plainPort}", StringComparison.Ordinal);
        var settings = Path.Combine(folder, "nginx.conf");
        // As whoever runs the tests, and packing pages as Debian's own nginx.conf has it.
        await File.WriteAllTextAsync(settings, $$"""
            daemon off;
            master_process off;
            pid {{folder}}/nginx.pid;
            events {}
            http {
                access_log off;
                gzip on;
                {{string.Join('\n', Scratch.Select(purpose => $"{purpose}_temp_path {folder}/{purpose};"))}}
                {{site}}
            }
            """);

        var log = Path.Combine(folder, "error.log");
        var nginx = new Nginx(Process.Start(DebianParts.Nginx, ["-p", folder, "-c", settings, "-e", log]), port, plainPort);
        while (!await nginx.AnswersAsync())
        {
            if (nginx.process.HasExited)
                throw new InvalidOperationException($"nginx ended with {nginx.process.ExitCode}: {await File.ReadAllTextAsync(log)}");
            await Task.Delay(50);
        }

        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
