using System.Diagnostics.Metrics;
using Mesh.Cabinet.Shell.Telemetry;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>How mos.ru's events are answered, and how many wait until the directory has followed.</summary>
internal sealed class EventMetrics
{
    private readonly Counter<long> events;

    public EventMetrics(IMeterFactory meters, ReceivedEventStore received)
    {
        var meter = meters.Create(Measures.Ours + nameof(PasswordEvents));
        events = meter.CreateCounter<long>("mesh.events", "{event}", "Security events that mos.ru pushed, by how they were answered");
        Waiting = new QueueGauge(meter, "mesh.events.waiting", "{event}", "Events that were heard and that the directory has not followed yet",
            async cancellation => [new(await received.WaitingAsync(cancellation))]);
    }

    public QueueGauge Waiting { get; }

    public void Answered(PushAnswer answer) => events.Add(1, new KeyValuePair<string, object?>(Measures.Outcome, Measures.Label(answer)));
}
