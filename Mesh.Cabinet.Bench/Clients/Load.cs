using System.Diagnostics;
using Mesh.Cabinet.Bench.Servers;

namespace Mesh.Cabinet.Bench.Clients;

/// <summary>Keeps a server busy and counts what that costs it. Requests per second would tell as much about the client as about the server.</summary>
internal static class Load
{
    private const int Connections = 16;

    /// <returns>Microseconds of the server's processor per request.</returns>
    public static async Task<double> CpuOfGetAsync(ServerProcess server, string path, string? cookie, TimeSpan duration)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = Connections });
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        if (cookie is not null)
            http.DefaultRequestHeaders.Add("Cookie", cookie);
        var address = new Uri(server.Address, path);
        return await CpuOfAsync(server, async _ =>
        {
            using var answer = await http.GetAsync(address);
            if ((int)answer.StatusCode != 200)
                throw new InvalidOperationException($"{address} answers with {answer.StatusCode}.");
        }, Connections, duration);
    }

    /// <param name="request">One whole request, given the number of the connection that it is to use.</param>
    /// <returns>Microseconds of the server's processor per request.</returns>
    public static async Task<double> CpuOfAsync(ServerProcess server, Func<int, Task> request, int connections, TimeSpan duration)
    {
        var (before, start, done) = (server.Cpu, Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                await request(connection);
                Interlocked.Increment(ref done);
            }
        })));
        return (server.Cpu - before).TotalMicroseconds / done;
    }
}
