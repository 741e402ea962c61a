using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Shell;

/// <summary>Says in one line where the cabinet is, once it answers.</summary>
internal sealed partial class ReadyLine(IHostApplicationLifetime lifetime, IOptions<SiteOptions> site, ILogger<ReadyLine> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => LogReady(site.Value.PublicAddress));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Mesh.Cabinet is ready at {Address}")]
    private partial void LogReady(string address);
}
