using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Mesh.Cabinet.SignIn;

/// <summary>How many come in by each door, and why others do not.</summary>
internal sealed class SignInMetrics
{
    private const string ByDevice = "Device";
    private readonly Counter<long> signIns;

    public SignInMetrics(IMeterFactory meters) =>
        signIns = meters.Create(Measures.Ours + nameof(SignIn)).CreateCounter<long>("mesh.sign_ins", "{sign_in}", "Sign-ins that ended, one way or another");

    public void Opened(string provider) => Ended(provider, "opened");

    public void Failed(string provider, SignInProblem problem) => Ended(provider, Measures.Label(problem));

    /// <param name="problem">Why it failed; null if somebody is in.</param>
    public void ByPasskey(Enum? problem) => Ended(ByDevice, problem is null ? "opened" : Measures.Label(problem));

    private void Ended(string provider, string outcome)
    {
        KeyValuePair<string, object?>[] labels = [new(Measures.Provider, Measures.Label(provider)), new(Measures.Outcome, outcome)];
        signIns.Add(1, labels);
        foreach (var (name, value) in labels)
            Activity.Current?.SetTag(name, value);
    }
}
