using System.Text.RegularExpressions;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Shell.Telemetry;

/// <summary>docs/seeing.md tells of every number that the product makes, and of no other.</summary>
[Collection(InTheWatchedCity.Name)]
public sealed partial class SeeingDocumentTests(WatchedCity city)
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(TestPlaces.Root, "docs", "seeing.md"));

    [Fact]
    public async Task Each_number_of_ours_is_listed_with_its_name_in_Prometheus_and_its_labels()
    {
        await city.SeesAllAsync();
        var made = city.Collector.Points.Where(point => point.Metric.StartsWith("mesh.", StringComparison.Ordinal))
            .GroupBy(point => (point.Metric, point.Prometheus))
            .Select(points => $"{points.Key.Metric} {points.Key.Prometheus}: {string.Join(' ', points.SelectMany(point => point.Labels.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}");
        var listed = Lines.Select(line => Row().Match(line)).Where(row => row.Success).Select(row =>
            $"{row.Groups["metric"]} {row.Groups["prometheus"]}: {string.Join(' ', Label().Matches(row.Groups["labels"].Value).Select(label => label.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}");
        listed.Order(StringComparer.Ordinal).ShouldBe(made.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_alert_is_explained()
    {
        var rules = File.ReadAllText(Path.Combine(TestPlaces.Root, "docs", "alerts.yml"));
        var explained = Lines.Where(line => line.StartsWith("| `Mesh", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        explained.Order(StringComparer.Ordinal).ShouldBe(Alert().Matches(rules).Select(alert => alert.Groups["name"].Value).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| `(?<metric>mesh\.[\w.]+)`, `(?<prometheus>\w+)` \|[^|]+\|(?<labels>[^|]+)\|", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"mesh\.\w+", RegexOptions.None, 1000)]
    private static partial Regex Label();

    [GeneratedRegex(@"alert: (?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alert();
}
