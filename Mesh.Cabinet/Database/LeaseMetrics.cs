using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Mesh.Cabinet.Database;

/// <summary>Which leases this node holds: somebody has to, or their work stands still.</summary>
internal sealed class LeaseMetrics
{
    private readonly ConcurrentDictionary<string, long?> held = new(StringComparer.Ordinal);
    private readonly TimeProvider time;
    private readonly Counter<long> taken;

    public LeaseMetrics(IMeterFactory meters, TimeProvider time)
    {
        this.time = time;
        var meter = meters.Create(Measures.Ours + nameof(Database));
        taken = meter.CreateCounter<long>("mesh.leases.taken", "{lease}", "Leases that this node took, and did not only keep");
        meter.CreateObservableGauge("mesh.lease.held", Look, "{lease}", "1 for each lease that this node holds, 0 for one that it does not");
    }

    /// <summary>Whether this node holds the lease, as far as it knows without asking.</summary>
    public bool Holds(string name) => held.GetValueOrDefault(name) is { } since && time.GetElapsedTime(since) < LeaseStore.Length;

    public void Tried(string name, bool isHeld)
    {
        if (isHeld && !Holds(name))
            taken.Add(1, Of(name));
        held[name] = isHeld ? time.GetTimestamp() : null;
    }

    private IEnumerable<Measurement<int>> Look() => held.Keys.Select(name => new Measurement<int>(Holds(name) ? 1 : 0, Of(name)));

    private static KeyValuePair<string, object?> Of(string name) => new("mesh.lease", name);
}
