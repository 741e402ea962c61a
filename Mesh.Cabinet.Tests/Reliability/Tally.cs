using System.Globalization;
using System.Text;

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>The figures of many kills as a table.</summary>
internal static class Tally
{
    public static string Of(Rounds rounds)
    {
        var table = new StringBuilder("| killed at | kills | violations | seconds until all agrees: least | median | most |\n| --- | --: | --: | --: | --: | --: |\n");
        foreach (var point in KillPoint.All)
            Add(point.Name, [.. rounds.Kills.Where(kill => kill.Point == point)], rounds.Violations.Count(found => found.Point == point));
        Add("all", rounds.Kills, rounds.Violations.Count);
        return table.ToString();

        void Add(string name, IReadOnlyCollection<Kill> kills, int violations)
        {
            var seconds = kills.Select(kill => kill.Settled).OfType<TimeSpan>().Select(time => time.TotalSeconds).Order().ToList();
            var spread = seconds.Count == 0 ? "- | - | -" : string.Create(CultureInfo.InvariantCulture, $"{seconds[0]:F1} | {seconds[seconds.Count / 2]:F1} | {seconds[^1]:F1}");
            table.Append(CultureInfo.InvariantCulture, $"| {name} | {kills.Count} | {violations} | {spread} |\n");
        }
    }
}
