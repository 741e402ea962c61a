using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// What a node does between SIGTERM and its end: for <c>Site:Drain</c> it says that it is not ready and goes on answering, each time
/// for the last time on that connection. When the server then closes what is idle, a proxy has nothing left to send a form on.
/// </summary>
internal sealed class Draining(IHostApplicationLifetime lifetime, IOptions<SiteOptions> site, TimeProvider time) : IHostedLifecycleService, IHealthCheck
{
    /// <summary>What ASP.NET Core gives requests under way, after the drain.</summary>
    public static readonly TimeSpan ForRequestsUnderWay = TimeSpan.FromSeconds(30);

    public static Task CloseAfterAnswer(HttpContext http, RequestDelegate next)
    {
        // Looked at when the answer goes out: whoever came just before the signal has a connection to be closed too.
        http.Response.OnStarting(static state => SayLast((HttpContext)state), http);
        return next(http);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());

    /// <summary>Comes before the server and all other services are asked to stop. A host that is stopped by no signal is not waited for.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) =>
        lifetime.ApplicationStopping.IsCancellationRequested ? Task.Delay(site.Value.Drain, time, cancellationToken) : Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Task SayLast(HttpContext http)
    {
        var isStopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;
        if (isStopping && http.Response.StatusCode != StatusCodes.Status101SwitchingProtocols)
            http.Response.Headers.Connection = "close";
        return Task.CompletedTask;
    }
}
