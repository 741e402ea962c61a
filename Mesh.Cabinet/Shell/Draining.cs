using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// What a node does between SIGTERM and its end: its open pages are told to go on at another node; for <c>Site:Drain</c> it says
/// that it is not ready and goes on answering, each time for the last time on that connection. When the server then closes what is idle, a proxy has nothing left to send a form on.
/// </summary>
internal sealed class Draining(IHostApplicationLifetime lifetime, OpenCircuits circuits, IOptions<SiteOptions> site, IOptions<HostOptions> host, TimeProvider time) : IHostedLifecycleService, IHealthCheck, IDisposable
{
    private static readonly TimeSpan ForRequestsUnderWay = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource over = new();

    /// <summary>Whether the node was told to end: from then on no page may begin to live here.</summary>
    public bool IsOn => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>How long an end may take before what is left is cut off.</summary>
    public static TimeSpan MostOf(SiteOptions site) => HandOver.Patience + site.Drain + LastConnections.ToBeRead + ForRequestsUnderWay;

    public async Task CloseAfterAnswerAsync(HttpContext http, RequestDelegate next)
    {
        // Looked at when the answer goes out: whoever came just before the signal has a connection to be closed too.
        http.Response.OnStarting(SayLast, http);
        // A page that had just come and was told nothing yet: its connection would be a request under way.
        await using var letGo = http.Request.Path.StartsWithSegments(CircuitGuard.Path, StringComparison.OrdinalIgnoreCase) ? over.Token.Register(http.Abort) : default;
        await next(http);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsOn ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());

    /// <summary>Comes before the server and all other services are asked to stop. A host that is stopped by no signal is not waited for.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (IsOn)
            await Task.Delay(site.Value.Drain, time, cancellationToken);
        await over.CancelAsync();
    }

    // Not before the settings were looked at: the host is made earlier, and a value of a wrong type would end it there.
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        host.Value.ShutdownTimeout = MostOf(site.Value);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // SignalR lets go all circuits at the signal, without a word. What is registered last is called first, and this after SignalR.
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => circuits.HandOver(HandOver.Patience));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => over.Dispose();

    private Task SayLast(object http)
    {
        var response = ((HttpContext)http).Response;
        if (IsOn && response.StatusCode != StatusCodes.Status101SwitchingProtocols)
            response.Headers.Connection = "close";
        return Task.CompletedTask;
    }
}
