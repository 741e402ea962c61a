using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>A number with its labels, as it last came.</summary>
/// <param name="Value">Of a histogram: how many values it holds.</param>
internal sealed record Point(string Metric, string Unit, PointKind Kind, IReadOnlyDictionary<string, string> Labels, double Value)
{
    /// <summary>The name that a collector gives it for Prometheus.</summary>
    public string Prometheus
    {
        get
        {
            var unit = Unit switch { "s" => "_seconds", "By" => "_bytes", "1" when Kind is PointKind.Gauge => "_ratio", _ => "" };
            return $"{Metric.Replace('.', '_')}{unit}{(Kind is PointKind.Counter ? "_total" : "")}";
        }
    }

    public bool Has(params (string Name, string Value)[] labels) => labels.All(label => Labels.GetValueOrDefault(label.Name) == label.Value);
}

internal enum PointKind { Gauge, Counter, UpDownCounter, Histogram }

/// <summary>A part of a trace.</summary>
internal sealed record Span(string Name, string Id, string Parent, IReadOnlyDictionary<string, string> Attributes);

/// <summary>A collector that takes OTLP over HTTP (protobuf), as opentelemetry-proto 1.x has it, and keeps every byte.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication site;
    private readonly ConcurrentQueue<byte[]> bodies = new();
    private readonly ConcurrentQueue<Point> points = new();
    private readonly ConcurrentQueue<Span> spans = new();

    private volatile int tellings;

    private Collector(WebApplication site) => this.site = site;

    /// <summary>What a process is told so that it sends here, and often.</summary>
    public (string Key, string Value)[] Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", site.Urls.Single()),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
        ("OTEL_BSP_SCHEDULE_DELAY", "200"),
    ];

    /// <summary>All that came, as text: strings stand in protobuf as they are.</summary>
    public string Everything => string.Concat(bodies.Select(Encoding.UTF8.GetString));

    public IReadOnlyList<Point> Points => [.. points];

    public IReadOnlyList<Span> Spans => [.. spans];

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        collector.Take("/v1/metrics", PointsIn, collector.points);
        collector.Take("/v1/traces", SpansIn, collector.spans);
        await collector.site.StartAsync();
        return collector;
    }

    /// <summary>Waits until a number with these labels has come that is as wanted.</summary>
    public Task<Point> SeesAsync(string metric, params (string Name, string Value)[] labels) =>
        SeesAsync($"{metric} {string.Join(' ', labels)}", () => points.LastOrDefault(point => point.Metric == metric && point.Has(labels) && point.Value > 0));

    /// <summary>Waits until a number has grown by what the work did.</summary>
    public async Task GrowsAsync(Func<Task> work, string metric, params (string Name, string Value)[] labels)
    {
        // What happened before may be under way to here.
        var told = tellings;
        await SeesAsync("the product at all", () => tellings > told + 1 ? metric : null);
        var before = Latest(metric, labels)?.Value ?? 0;
        await work();
        await SeesAsync($"more of {metric} {string.Join(' ', labels)} than {before}", () => Latest(metric, labels) is { } point && point.Value > before ? point : null);
    }

    public Task<Span> SeesSpanAsync(string name) => SeesAsync(name, () => spans.FirstOrDefault(span => span.Name == name));

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private static async Task<T> SeesAsync<T>(string what, Func<T?> find)
        where T : class
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!limit.IsCancellationRequested)
        {
            if (find() is { } found)
                return found;
            await Task.Delay(200, CancellationToken.None);
        }

        throw new TimeoutException($"Nothing was seen of {what}.");
    }

    private Point? Latest(string metric, (string Name, string Value)[] labels) => points.LastOrDefault(point => point.Metric == metric && point.Has(labels));

    private void Take<T>(string path, Func<byte[], IEnumerable<T>> read, ConcurrentQueue<T> kept) => site.MapPost(path, async (HttpRequest request) =>
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        bodies.Enqueue(body.ToArray());
        foreach (var item in read(body.ToArray()))
            kept.Enqueue(item);
        if (typeof(T) == typeof(Point))
            Interlocked.Increment(ref tellings);
        return Results.Bytes([], "application/x-protobuf");
    });

    // ExportMetricsServiceRequest → ResourceMetrics → ScopeMetrics → Metric.
    private static IEnumerable<Point> PointsIn(byte[] message) =>
        from resource in new Protobuf(message).All(1)
        from scope in resource.All(2)
        from metric in scope.All(2)
        from point in PointsOf(metric)
        select point;

    private static IEnumerable<Point> PointsOf(Protobuf metric)
    {
        const int gauge = 5, sum = 7, histogram = 9, isMonotonic = 3;
        var (name, unit) = (metric.Text(1), metric.Text(3));
        foreach (var point in metric.Find(gauge)?.All(1) ?? [])
            yield return new Point(name, unit, PointKind.Gauge, Labels(point, 7), ValueOf(point));
        foreach (var point in metric.Find(sum)?.All(1) ?? [])
            yield return new Point(name, unit, metric.Find(sum)!.Number(isMonotonic) == 1 ? PointKind.Counter : PointKind.UpDownCounter, Labels(point, 7), ValueOf(point));
        foreach (var point in metric.Find(histogram)?.All(1) ?? [])
            yield return new Point(name, unit, PointKind.Histogram, Labels(point, 9), point.Fixed64(4) ?? 0);
    }

    private static double ValueOf(Protobuf point) => point.Fixed64(6) is { } whole ? (long)whole : BitConverter.UInt64BitsToDouble(point.Fixed64(4) ?? 0);

    // ExportTraceServiceRequest → ResourceSpans → ScopeSpans → Span.
    private static IEnumerable<Span> SpansIn(byte[] message) =>
        from resource in new Protobuf(message).All(1)
        from scope in resource.All(2)
        from span in scope.All(2)
        select new Span(span.Text(5), span.Hex(2), span.Hex(4), Labels(span, 9));

    private static Dictionary<string, string> Labels(Protobuf owner, int number) =>
        owner.All(number).ToDictionary(label => label.Text(1), label => ValueText(label.Find(2)), StringComparer.Ordinal);

    private static string ValueText(Protobuf? value) => value switch
    {
        null => "",
        _ when value.Has(1) => value.Text(1),
        _ => $"{value.Number(3) ?? value.Number(2)}",
    };
}
