using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;

namespace Mesh.Cabinet;

/// <summary>
/// How instruments are made and labels are written, alike in every feature. A label is a word of a closed set of ours: never a value that
/// came from a person, a record or a request.
/// </summary>
internal static class Measures
{
    /// <summary>What the names of all our meters and sources of traces begin with.</summary>
    public const string Ours = "Mesh.Cabinet.";

    public const string Outcome = "mesh.outcome";
    public const string Operation = "mesh.operation";
    public const string Provider = "mesh.provider";

    // Up to what another system is waited for, twice.
    private static readonly double[] OfAnswers = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>Refusals by the limits of docs/security.md.</summary>
    public static Counter<long> CreateLimits(this Meter meter) =>
        meter.CreateCounter<long>("mesh.limits.reached", "{refusal}", "Requests refused because a limit of docs/security.md was reached");

    /// <param name="limit">Which one, in our own words.</param>
    public static void Reached(this Counter<long> limits, string limit) => limits.Add(1, new KeyValuePair<string, object?>("mesh.limit", limit));

    /// <summary>How long something takes, in seconds.</summary>
    /// <param name="bounds">Of the histogram; those of an answer that a person waits for unless said.</param>
    public static Histogram<double> CreateDuration(this Meter meter, string name, string description, IReadOnlyList<double>? bounds = null) =>
        meter.CreateHistogram(name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds ?? OfAnswers });

    /// <summary>Runs the work and writes down how long it took and what it came to; <c>failed</c> if it broke.</summary>
    public static async Task<T> MeasureAsync<T>(this Histogram<double> duration, Func<Task<T>> work, Func<T, string> outcomeOf, params IReadOnlyList<KeyValuePair<string, object?>> labels)
    {
        var start = Stopwatch.GetTimestamp();
        var outcome = "failed";
        try
        {
            var result = await work();
            outcome = outcomeOf(result);
            return result;
        }
        finally
        {
            duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, [.. labels, new(Outcome, outcome)]);
        }
    }

    /// <summary>A case of a closed set as a label: <c>MosRuUnavailable</c> is <c>mos_ru_unavailable</c>.</summary>
    public static string Label(object oneOfSet) => JsonNamingPolicy.SnakeCaseLower.ConvertName(oneOfSet is Enum or string ? oneOfSet.ToString()! : oneOfSet.GetType().Name);
}
