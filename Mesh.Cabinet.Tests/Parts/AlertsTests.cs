using System.Diagnostics;
using System.Text.RegularExpressions;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.Shell.Telemetry;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>docs/alerts.yml: rules that fire when they should, on numbers that the product makes.</summary>
[Collection(InTheWatchedCity.Name)]
public sealed partial class AlertsTests(WatchedCity city)
{
    private static readonly string Rules = File.ReadAllText(Path.Combine(TestPlaces.Root, "docs", "alerts.yml"));
    private static readonly string Cases = Path.Combine(TestPlaces.Root, "Mesh.Cabinet.Tests", "Parts", "alerts.test.yml");
    private static readonly string[] Alerts = [.. Alert().Matches(Rules).Select(match => match.Groups["name"].Value)];

    [Fact]
    public async Task Each_rule_fires_when_it_should_and_else_does_not()
    {
        DebianParts.NeedPromtool();
        var start = new ProcessStartInfo(DebianParts.Promtool, ["test", "rules", Cases]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var promtool = Process.Start(start)!;
        var said = await Task.WhenAll(promtool.StandardOutput.ReadToEndAsync(), promtool.StandardError.ReadToEndAsync());
        await promtool.WaitForExitAsync();
        promtool.ExitCode.ShouldBe(0, string.Concat(said));
    }

    [Fact]
    public void There_are_ten_rules_and_each_has_a_case_in_which_it_fires_and_one_in_which_it_does_not()
    {
        var cases = File.ReadAllText(Cases);
        Alerts.Distinct(StringComparer.Ordinal).Count().ShouldBe(10);
        Alerts.Where(alert => !cases.Contains($"alertname: {alert}, exp_alerts: []", StringComparison.Ordinal)).ShouldBeEmpty();
        Alerts.Where(alert => !Regex.IsMatch(cases, $@"alertname: {alert}\s+exp_alerts: \[ \{{", RegexOptions.None, TimeSpan.FromSeconds(5))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_metric_and_label_that_a_rule_names_is_one_that_the_product_makes()
    {
        await city.SeesAllAsync();
        var points = city.Collector.Points;
        var made = points.SelectMany(NamesOf).ToHashSet(StringComparer.Ordinal);
        var named = Metric().Matches(string.Concat(Expressions())).Select(match => match.Value).Distinct(StringComparer.Ordinal).ToList();
        named.Count.ShouldBeGreaterThan(10);
        named.Where(name => !made.Contains(name) && !IsLabel(name, points)).ShouldBeEmpty();

        foreach (var selector in Selector().Matches(Rules).Cast<Match>())
        {
            var labels = points.Where(point => NamesOf(point).Contains(selector.Groups["metric"].Value)).SelectMany(point => point.Labels.Keys).Select(Underscored).ToHashSet(StringComparer.Ordinal);
            labels.ShouldContain(selector.Groups["label"].Value, selector.Value);
        }
    }

    [Fact]
    public void Every_value_that_a_rule_looks_for_is_a_word_of_the_product()
    {
        var sources = string.Concat(SqlTexts.SourceFiles().Select(File.ReadAllText));
        var words = typeof(Program).Assembly.GetTypes().SelectMany(type => type.IsEnum ? Enum.GetNames(type) : [type.Name]).Select(name => Measures.Label(name)).ToHashSet(StringComparer.Ordinal);
        var looked = Selector().Matches(Rules).Where(match => match.Groups["label"].Value.StartsWith("mesh_", StringComparison.Ordinal)).SelectMany(match => match.Groups["value"].Value.Split('|')).ToList();
        looked.Count.ShouldBeGreaterThan(10);
        looked.Where(value => !words.Contains(value) && !sources.Contains($"\"{value}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static bool IsLabel(string name, IReadOnlyList<Point> points) => points.SelectMany(point => point.Labels.Keys).Any(label => Underscored(label) == name);

    private static string Underscored(string name) => name.Replace('.', '_');

    private static IEnumerable<string> Expressions() => Expression().Matches(Rules).Select(match => match.Value);

    private static IEnumerable<string> NamesOf(Point point) => point.Kind is PointKind.Histogram
        ? new[] { "_bucket", "_count", "_sum" }.Select(suffix => point.Prometheus + suffix)
        : [point.Prometheus];

    [GeneratedRegex(@"alert: (?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alert();

    [GeneratedRegex(@"(?<=expr:)(.|\n)*?(?=\n        (for|labels):)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expression();

    [GeneratedRegex(@"\b(mesh|http|aspnetcore|kestrel|dotnet)_\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Metric();

    [GeneratedRegex(@"(?<metric>\w+)\{(?<label>\w+)=~?""(?<value>[^""]+)""\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Selector();
}
