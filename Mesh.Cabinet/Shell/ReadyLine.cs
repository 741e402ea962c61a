using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Shell;

/// <summary>Says in one line where the cabinet is, once it can let people in.</summary>
internal sealed partial class ReadyLine(
    IHostApplicationLifetime lifetime, HealthCheckService health, IOptions<SiteOptions> site, ILogger<ReadyLine> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);

        while ((await health.CheckHealthAsync(stoppingToken)).Status is not HealthStatus.Healthy)
            await Task.Delay(Pause, stoppingToken);
        LogReady(site.Value.PublicAddress);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Mesh.Cabinet is ready at {Address}")]
    private partial void LogReady(string address);
}
