namespace Mesh.Cabinet.Provider.Panels;

/// <summary>Writes the settings' panels down at each start, so that commands and other nodes see the same.</summary>
internal sealed class PanelsOfSettings(IReadOnlyList<Panel> panels, PanelStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => store.SetAsync(panels, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
