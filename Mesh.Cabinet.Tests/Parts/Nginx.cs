using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>Debian's nginx with the site of <c>docs/nginx.conf</c>, on free ports and with a certificate of its own authority.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private const string AccessLog = "access.log";
    private const string ErrorLog = "error.log";
    private static readonly string[] Scratch = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

    private readonly Process process;
    private readonly string folder;

    private Nginx(Process process, string folder, int port, int plainPort)
    {
        (this.process, this.folder) = (process, folder);
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
        var site = (await SiteAsync())
            .Replace("/etc/ssl/school.example.crt", Path.Combine(certificates, "cert.pem"), StringComparison.Ordinal)
            .Replace("/etc/ssl/school.example.key", Path.Combine(certificates, "key.pem"), StringComparison.Ordinal)
            .Replace("school.example", name, StringComparison.Ordinal)
            .Replace("127.0.0.1:8080", inside.Authority, StringComparison.Ordinal);
        return await StartAsync(folder, site, RunningProduct.FreePort());
    }

    /// <summary>The same site before several nodes, each of which may get any request, and by plain http: TLS is another test's.</summary>
    public static async Task<Nginx> StartBeforeAsync(string folder, int port, params IReadOnlyList<int> nodes)
    {
        var site = string.Join('\n', (await SiteAsync()).Split('\n')
            .Where(line => !line.TrimStart().StartsWith("ssl_", StringComparison.Ordinal))
            .SelectMany(line => line.Contains("127.0.0.1:8080", StringComparison.Ordinal) ? nodes.Select(node => line.Replace(":8080", $":{node}", StringComparison.Ordinal)) : [line]));
        site = site
            .Replace("listen 443 ssl http2", "listen 443", StringComparison.Ordinal)
            // The port is not the scheme's own here, and belongs to the name.
            .Replace("Host $host;", "Host $http_host;", StringComparison.Ordinal);
        return await StartAsync(folder, site, port);
    }

    private static Task<string> SiteAsync() => File.ReadAllTextAsync(Path.Combine(TestPlaces.Root, "docs", "nginx.conf"));

    private static async Task<Nginx> StartAsync(string folder, string site, int port)
    {
        var plainPort = RunningProduct.FreePort();
        site = site
            .Replace("listen 443", $"listen 127.0.0.1:{port}", StringComparison.Ordinal)
            .Replace("listen 80", $"listen 127.0.0.1:{plainPort}", StringComparison.Ordinal);
        var settings = Path.Combine(folder, "nginx.conf");
        // As whoever runs the tests, and packing pages as Debian's own nginx.conf has it.
        await File.WriteAllTextAsync(settings, $$"""
            daemon off;
            master_process off;
            pid {{folder}}/nginx.pid;
            # Everybody in a crowd keeps a connection, and has one more to a node.
            events { worker_connections 4096; }
            http {
                log_format ways '$time_iso8601 $msec $request_method $uri $status $upstream_addr $upstream_status $request_time';
                access_log {{folder}}/{{AccessLog}} ways;
                gzip on;
                {{string.Join('\n', Scratch.Select(purpose => $"{purpose}_temp_path {folder}/{purpose};"))}}
                {{site}}
            }
            """);

        var log = Path.Combine(folder, ErrorLog);
        var nginx = new Nginx(Process.Start(DebianParts.Nginx, ["-p", folder, "-c", settings, "-e", log]), folder, port, plainPort);
        while (!await nginx.AnswersAsync())
        {
            if (nginx.process.HasExited)
                throw new InvalidOperationException($"nginx ended with {nginx.process.ExitCode}: {await File.ReadAllTextAsync(log)}");
            await Task.Delay(50);
        }

        return nginx;
    }

    /// <summary>What it complained of, and each request that was answered by a fault or asked of more than one node.</summary>
    public async Task<IReadOnlyList<string>> TroublesAsync() =>
    [
        .. await File.ReadAllLinesAsync(Path.Combine(folder, ErrorLog)),
        .. (await File.ReadAllLinesAsync(Path.Combine(folder, AccessLog))).Where(line => line.Split(' ') is var words && (words[4][0] is '4' or '5' || words.Length > 8)),
    ];

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
