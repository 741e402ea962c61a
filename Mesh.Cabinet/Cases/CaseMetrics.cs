using System.Diagnostics.Metrics;
using Mesh.Cabinet.Shell.Telemetry;

namespace Mesh.Cabinet.Cases;

/// <summary>How many cases of each kind wait for an answer.</summary>
internal sealed class CaseMetrics(IMeterFactory meters, OpenCasesStore cases)
{
    public QueueGauge Open { get; } = new(meters.Create(Measures.Ours + nameof(Cases)), "mesh.cases.open", "{case}", "Cases that wait for an answer", async cancellation =>
    {
        var open = await cases.CountAsync(cancellation);
        return [.. Enum.GetValues<SupportCaseKind>().Select(kind => new Measurement<long>(open.GetValueOrDefault($"{kind}"), new KeyValuePair<string, object?>("mesh.kind", Measures.Label(kind))))];
    });
}
