using System.Diagnostics.Metrics;

namespace Mesh.Cabinet.Shell.Telemetry;

/// <summary>
/// A number that only the database knows, such as how many wait for something. It is shown by the node that counts it, for as long as it
/// does: one number, however many nodes there are.
/// </summary>
internal sealed class QueueGauge
{
    private readonly Func<CancellationToken, Task<IReadOnlyList<Measurement<long>>>> count;
    private volatile IReadOnlyList<Measurement<long>> latest = [];

    /// <param name="count">Asks the database.</param>
    public QueueGauge(Meter meter, string name, string unit, string description, Func<CancellationToken, Task<IReadOnlyList<Measurement<long>>>> count)
    {
        this.count = count;
        meter.CreateObservableGauge(name, () => latest, unit, description);
    }

    public async Task CountAsync(CancellationToken cancellation) => latest = await count(cancellation);

    /// <summary>Another node counts, or nobody can.</summary>
    public void Forget() => latest = [];
}
