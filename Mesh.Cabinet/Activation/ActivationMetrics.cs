using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mesh.Cabinet.Shell.Telemetry;

namespace Mesh.Cabinet.Activation;

/// <summary>The steps of an activation, in their order.</summary>
internal enum ActivationStep { Records, Password, Reserve, Directory }

/// <summary>What activations come to, how long each step takes, and how many accounts wait to be kept.</summary>
internal sealed class ActivationMetrics
{
    private const string Step = "mesh.step";
    private static readonly ActivitySource Source = new(Measures.Ours + nameof(Activation));
    private readonly Counter<long> activations;
    private readonly Histogram<double> steps;

    public ActivationMetrics(IMeterFactory meters, KeepingStore keeping)
    {
        var meter = meters.Create(Measures.Ours + nameof(Activation));
        activations = meter.CreateCounter<long>("mesh.activations", "{activation}", "Tries to activate an account that ended, one way or another");
        steps = meter.CreateDuration("mesh.activation.step.duration", "How long a step of an activation takes");
        Waiting = new QueueGauge(meter, "mesh.accounts.waiting", "{account}", "Accounts that wait to be made equal to the records", async cancellation =>
        {
            var (due, refused) = await keeping.WaitingAsync(cancellation);
            return [new(due, new KeyValuePair<string, object?>("mesh.state", "due")), new(refused, new KeyValuePair<string, object?>("mesh.state", "refused"))];
        });
    }

    public QueueGauge Waiting { get; }

    public void Ended(ActivationOutcome outcome) => Ended(Measures.Label(outcome));

    public void Ended(ActivationProblem problem) => Ended(Measures.Label(problem));

    public async Task<T> StepAsync<T>(ActivationStep step, Func<Task<T>> work)
    {
        var label = new KeyValuePair<string, object?>(Step, Measures.Label(step));
        using var span = Source.StartActivity($"activation {label.Value}");
        span?.SetTag(label.Key, label.Value);
        return await steps.MeasureAsync(work, _ => "done", label);
    }

    private void Ended(string outcome)
    {
        activations.Add(1, new KeyValuePair<string, object?>(Measures.Outcome, outcome));
        Activity.Current?.SetTag(Measures.Outcome, outcome);
    }
}
