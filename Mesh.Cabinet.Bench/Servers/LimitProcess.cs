namespace Mesh.Cabinet.Bench.Servers;

/// <summary>One of this program's own limits, started as a process so that its processor time is its own.</summary>
internal static class LimitProcess
{
    public static Task<ServerProcess> StartAsync(string name, params string[] arguments) =>
        ServerProcess.StartAsync(typeof(LimitProcess).Assembly.Location, ["limit", name, .. arguments], ServerProcess.FreeAddress(), "/");

    public static async Task PutAsync(ServerProcess limit, string path, byte[] bytes)
    {
        using var http = new HttpClient();
        using var content = new ByteArrayContent(bytes);
        (await http.PutAsync(new Uri(limit.Address, path), content)).EnsureSuccessStatusCode();
    }
}
