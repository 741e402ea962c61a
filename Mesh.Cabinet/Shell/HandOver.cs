using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.JSInterop;

namespace Mesh.Cabinet.Shell;

/// <summary>Stands in each circuit: its page can be told that this node ends, lets the circuit go by itself and goes on at another node.</summary>
internal sealed class HandOver(OpenCircuits circuits, IJSRuntime scripts) : CircuitHandler
{
    /// <summary>How long the pages of a node have to let go; a phone that sleeps does not answer, and is let go by the end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Of circuit.js.
    private const string Tell = "mesh.handOver";

    private IDisposable? standing;

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        standing ??= circuits.Stand(TellAsync);
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        standing?.Dispose();
        standing = null;
        return Task.CompletedTask;
    }

    private async Task TellAsync()
    {
        try
        {
            await scripts.InvokeVoidAsync(Tell);
        }
        catch (Exception failure) when (failure is JSException or JSDisconnectedException or InvalidOperationException or OperationCanceledException)
        {
            // Gone in this moment, or a page of before: it comes back as after any broken connection.
        }
    }
}
