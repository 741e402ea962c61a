using Mesh.Cabinet.Bench.Figures;
using Mesh.Cabinet.Bench.Servers;

namespace Mesh.Cabinet.Bench;

/// <summary>Processor time from the start of the process to its first page.</summary>
internal static class ColdStart
{
    private static readonly Goal Goal = new Goal.AtMost(0.8);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Settings settings)
    {
        var (product, empty, template) = (await Workshop.PublishAsync("Mesh.Cabinet"), await Workshop.MakeEmptyAsync(), await Workshop.MakePeerAsync());
        var cpu = await InTurnAsync(settings, product, empty, template);
        var peer = new Peer("template", cpu[2]);
        return
        [
            new("cold start to the first page, the framework apart, CPU", "ms", cpu[0]) { Against = peer, Goal = Goal },
            new("the least of it: the empty template, without accounts and pages", "ms", cpu[1]) { Against = peer },
        ];
    }

    /// <summary>The same, published together with its runtime.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsOneAsync(Settings settings)
    {
        var cpu = await InTurnAsync(settings, await Workshop.PublishAsOneAsync(), await Workshop.MakePeerAsync());
        return [new("cold start to the first page, published as one with the framework, CPU", "ms", cpu[0]) { Against = new("template", cpu[1]), Goal = Goal }];
    }

    private static async Task<IReadOnlyList<Series>> InTurnAsync(Settings settings, params string[] programs)
    {
        var folder = Workshop.NewFolder();
        var cpu = programs.Select(_ => new List<double>()).ToList();
        // The first start makes the database and fills the machine's file cache.
        for (var round = -1; round < settings.Rounds; round++)
        {
            for (var number = 0; number < programs.Length; number++)
            {
                var taken = await CpuToFirstPageAsync(programs[number], folder);
                if (round >= 0)
                    cpu[number].Add(taken);
            }
        }

        Directory.Delete(folder, recursive: true);
        return [.. cpu.Select(series => new Series(series))];
    }

    // The others pass over the product's settings. Nobody asks a server for its heap here, and the hook for that would cost each the same.
    private static async Task<double> CpuToFirstPageAsync(string program, string folder)
    {
        var address = ServerProcess.FreeAddress();
        await using var server = await ServerProcess.StartAsync(
            program, [], address, "/", [.. RunningCity.Settings(folder, address, ServerProcess.FreeAddress()), (ServerProcess.Hook, "")]);
        return server.Cpu.TotalMilliseconds;
    }
}
