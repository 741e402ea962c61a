using System.Diagnostics.Metrics;
using Mesh.Cabinet.Shell.Telemetry;

namespace Mesh.Cabinet.Mail;

/// <summary>What became of letters, by kind, and how many wait.</summary>
internal sealed class MailMetrics
{
    private readonly Counter<long> tries;

    public MailMetrics(IMeterFactory meters, OutboxStore outbox)
    {
        var meter = meters.Create(Measures.Ours + nameof(Mail));
        tries = meter.CreateCounter<long>("mesh.mail.tries", "{try}", "Tries of sending a letter");
        Waiting = new(meter, "mesh.mail.letters", "{letter}", "Letters that wait or were given up lately", async cancellation =>
        {
            var (waiting, givenUp) = await outbox.CountAsync(cancellation);
            return [new(waiting, State("waiting")), new(givenUp, State("given_up"))];
        });
    }

    public QueueGauge Waiting { get; }

    public void Tried(string kind, MailOutcome outcome) => tries.Add(1, new("mesh.kind", kind), new("mesh.outcome", Measures.Label(outcome)));

    private static KeyValuePair<string, object?> State(string state) => new("mesh.state", state);
}
