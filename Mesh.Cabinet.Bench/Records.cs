using System.Globalization;
using Mesh.Cabinet.Bench.Figures;
using Mesh.Cabinet.Bench.Limits;
using Mesh.Cabinet.Bench.Servers;

namespace Mesh.Cabinet.Bench;

/// <summary>The first import of a whole city, the same again with nothing changed, reading alone, and bare inserts of what came out of it.</summary>
internal static class Records
{
    private const double Megabyte = 1 << 20;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Settings settings)
    {
        using var city = await ImportedCity.WriteAsync(settings.People, accounts: 100);
        var rows = city.CountRows();
        var first = await city.ImportAsync();
        var raw = await WatchedRun.ToEndAsync(typeof(Records).Assembly.Location, ["limit", RawInserts.Name, city.File, Path.Combine(city.Folder, "raw.db")]);
        var reading = await city.CheckAsync();
        var second = await city.ImportAsync();
        var people = settings.People.ToString("N0", CultureInfo.InvariantCulture);
        return
        [
            new($"first import of {people} people, rows of files per second of CPU", "", Once(rows / first.Cpu.TotalSeconds))
                { Against = new("raw prepared inserts", Once(rows / raw.Cpu.TotalSeconds)), Goal = new Goal.AtLeast(0.5) },
            new("first import, most memory", "MB", Once(first.PeakMemory / Megabyte)) { Goal = new Goal.AtMost(300) },
            new("second import, nothing changed, CPU", "s", Once(second.Cpu.TotalSeconds)) { Against = new("first import", Once(first.Cpu.TotalSeconds)), Goal = new Goal.AtMost(0.5) },
            new("second import, nothing changed, CPU", "s", Once(second.Cpu.TotalSeconds)) { Against = new("reading and checking the files alone", Once(reading.Cpu.TotalSeconds)), Goal = new Goal.AtMost(1.5) },
            new("second import, most memory", "MB", Once(second.PeakMemory / Megabyte)) { Goal = new Goal.AtMost(300) },
        ];
    }

    private static Series Once(double value) => new([value]);
}
