using System.Diagnostics.Metrics;

namespace Mesh.Cabinet.Shell;

/// <summary>Open circuits, limits that were reached, and what attacks leave behind, as numbers.</summary>
internal sealed class ShellMetrics
{
    private readonly Counter<long> limits;
    private readonly Counter<long> security;

    public ShellMetrics(IMeterFactory meters, OpenCircuits circuits)
    {
        var meter = meters.Create(Measures.Ours + nameof(Shell));
        limits = meter.CreateLimits();
        security = meter.CreateCounter<long>("mesh.security.events", "{event}", "Lines of the security log");
        meter.CreateObservableGauge("mesh.circuits.open", () => circuits.Count, "{circuit}", "Connections of interactive pages on this node");
    }

    /// <param name="limit">Which one, in our own words.</param>
    public void LimitReached(string limit) => limits.Reached(limit);

    /// <param name="happened">What the security log calls it, in our own words.</param>
    public void Happened(string happened) => security.Add(1, new KeyValuePair<string, object?>("mesh.event", happened));
}
