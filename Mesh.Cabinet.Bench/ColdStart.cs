using Mesh.Cabinet.Bench.Figures;
using Mesh.Cabinet.Bench.Servers;

namespace Mesh.Cabinet.Bench;

/// <summary>Processor time from the start of the process to its first page.</summary>
internal static class ColdStart
{
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Settings settings) =>
        [await CompareAsync(settings, "cold start to the first page, CPU", await Workshop.PublishAsync("Mesh.Cabinet"))];

    /// <summary>What the compiler at start costs: the same with the runtime beside it and everything compiled ahead.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsOneAsync(Settings settings) =>
        [await CompareAsync(settings, "the same, compiled as one with the framework", await Workshop.PublishAsOneAsync("Mesh.Cabinet"))];

    private static async Task<Figure> CompareAsync(Settings settings, string title, string product)
    {
        var template = await Workshop.MakePeerAsync();
        var folder = Workshop.NewFolder();
        var (ours, theirs) = (new List<double>(), new List<double>());
        // The first start makes the database and fills the machine's file cache.
        for (var round = -1; round < settings.Rounds; round++)
        {
            var address = ServerProcess.FreeAddress();
            var cabinet = await CpuToFirstPageAsync(product, address, RunningCity.Settings(folder, address, ServerProcess.FreeAddress()));
            var peer = await CpuToFirstPageAsync(template, ServerProcess.FreeAddress());
            if (round < 0)
                continue;
            ours.Add(cabinet);
            theirs.Add(peer);
        }

        Directory.Delete(folder, recursive: true);
        return new(title, "ms", new(ours)) { Against = new("template", new(theirs)), Goal = new Goal.AtMost(0.8) };
    }

    private static async Task<double> CpuToFirstPageAsync(string program, Uri address, params (string Key, string Value)[] settings)
    {
        await using var server = await ServerProcess.StartAsync(program, [], address, "/", settings);
        return server.Cpu.TotalMilliseconds;
    }
}
