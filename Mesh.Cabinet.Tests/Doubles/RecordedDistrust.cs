using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>Remembers of whom it was told, and may fail.</summary>
internal sealed class RecordedDistrust : IDistrust
{
    public List<(string Account, DistrustReason Reason)> Told { get; } = [];

    public Exception? Fault { get; set; }

    public Task RunAsync(string provider, string subject, DistrustReason reason, DateTimeOffset since, CancellationToken cancellation)
    {
        Told.Add(($"{provider}/{subject}", reason));
        return Fault is null ? Task.CompletedTask : Task.FromException(Fault);
    }
}
