namespace Mesh.Cabinet.Bench.Servers;

/// <summary>The framework's template as it comes, with the database file it brings.</summary>
internal static class PeerProcess
{
    public static async Task<ServerProcess> StartAsync() =>
        await ServerProcess.StartAsync(await Workshop.MakePeerAsync(), [], ServerProcess.FreeAddress(), "/");
}
