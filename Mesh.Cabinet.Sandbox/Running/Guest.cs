using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Cabinet.Sandbox.Running;

/// <summary>The life of an application inside another: it takes no signals and starts and stops when its host says so.</summary>
internal sealed class GuestLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Hands the host's log on, except for what would be said twice: that an application starts, listens and stops.</summary>
internal sealed class GuestLogging(ILoggerFactory host) : ILoggerFactory
{
    private static readonly string[] SaidByTheHost = ["Microsoft.Hosting.", "Microsoft.Extensions.Hosting."];

    public ILogger CreateLogger(string categoryName) =>
        SaidByTheHost.Any(prefix => categoryName.StartsWith(prefix, StringComparison.Ordinal)) ? NullLogger.Instance : host.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => host.AddProvider(provider);

    public void Dispose()
    {
        // The log belongs to the host.
    }
}
