using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mesh.Cabinet.Bench.Figures;

/// <summary>What a run leaves in <c>bench/results/</c>: a table to read and the rounds to compute with.</summary>
internal static class Results
{
    private static readonly JsonSerializerOptions Look = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(string folder, string name, IReadOnlyList<Figure> figures)
    {
        Directory.CreateDirectory(folder);
        var machine = $"{Environment.ProcessorCount} × {Processor()}, {RuntimeInformation.OSDescription.Split(' ')[0]}, .NET {Environment.Version}";
        var date = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(folder, name + ".md"), $"{Table.Markdown(figures)}\n{date}, {machine}.\n");
        var rounds = new
        {
            date,
            machine,
            figures = figures.Select(figure => new
            {
                what = figure.What,
                unit = figure.Unit,
                ours = figure.Ours.Rounds,
                against = figure.Against?.Name,
                theirs = figure.Against?.Rounds.Rounds,
                ratio = figure.Ratio?.Median,
                goal = figure.Goal?.Bound,
                reached = figure.IsReached,
            }),
        };
        await File.WriteAllTextAsync(Path.Combine(folder, name + ".json"), JsonSerializer.Serialize(rounds, Look) + "\n");
    }

    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1] ?? "processor"
        : RuntimeInformation.ProcessArchitecture.ToString();
}
