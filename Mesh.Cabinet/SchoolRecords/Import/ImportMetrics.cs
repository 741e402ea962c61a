using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mesh.Cabinet.Shell.Telemetry;

namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>What imports come to, how long they take, what they change, and how old the records are.</summary>
internal sealed class ImportMetrics
{
    private static readonly ActivitySource Source = new(Measures.Ours + nameof(SchoolRecords));
    private static readonly double[] OfImports = [1, 5, 15, 30, 60, 120, 300, 600, 1200, 3600];
    private readonly Counter<long> imports;
    private readonly Counter<long> rows;
    private readonly Histogram<double> duration;

    public ImportMetrics(IMeterFactory meters, IRecordChanges changes, MoscowClock clock)
    {
        var meter = meters.Create(Measures.Ours + nameof(SchoolRecords));
        imports = meter.CreateCounter<long>("mesh.imports", "{import}", "Imports that ended, one way or another");
        rows = meter.CreateCounter<long>("mesh.import.rows", "{row}", "Rows by what an import did with them");
        duration = meter.CreateDuration("mesh.import.duration", "How long an import takes", OfImports);
        Age = new QueueGauge(meter, "mesh.records.age", "s", "Since when the records have not been imported", async cancellation =>
            await changes.LastImportAsync(cancellation) is { } last ? [new((long)(clock.Now - last).TotalSeconds)] : []);
    }

    public QueueGauge Age { get; }

    public async Task<ImportOutcome> MeasureAsync(Func<Task<ImportOutcome>> import)
    {
        using var span = Source.StartActivity("import");
        var label = "failed";
        try
        {
            var outcome = await duration.MeasureAsync(import, LabelOf);
            label = LabelOf(outcome);
            if (outcome is ImportOutcome.Done { IsDryRun: false, Total: var total })
                Count(total);
            return outcome;
        }
        finally
        {
            imports.Add(1, new KeyValuePair<string, object?>(Measures.Outcome, label));
            span?.SetTag(Measures.Outcome, label);
        }
    }

    private static string LabelOf(ImportOutcome outcome) => outcome is ImportOutcome.Done { IsDryRun: true } ? "dry_run" : Measures.Label(outcome);

    private void Count(ImportCounts total)
    {
        foreach (var (change, count) in new[] { ("added", total.Added), ("changed", total.Changed), ("withdrawn", total.Withdrawn), ("refused", total.Refused) })
            rows.Add(count, new KeyValuePair<string, object?>("mesh.change", change));
    }
}
