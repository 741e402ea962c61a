using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Matching;

/// <summary>Ends the sessions of an account.</summary>
internal sealed class ThinDistrust(ISessions sessions, TimeProvider time) : IDistrust
{
    public Task RunAsync(string provider, string subject, DistrustReason reason, DateTimeOffset since, CancellationToken cancellation) =>
        sessions.EndAllAsync(provider, subject, time.GetUtcNow(), cancellation);
}
