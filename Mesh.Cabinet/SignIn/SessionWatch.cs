using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.SignIn;

/// <summary>Looks at the sessions of all circuits of this node, so that one ended elsewhere ends here within 30 seconds.</summary>
internal sealed partial class SessionWatch(OpenCircuits circuits, EndingStore sessions, IOptions<SessionOptions> options, TimeProvider time, ILogger<SessionWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A database that is away for a moment ends nobody's session, nor the look at it.
                LogPostponed(failure.GetType().Name);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        if (circuits.Sessions is not { Count: > 0 } open)
            return;

        var standing = await sessions.StandingAsync(open, time.GetUtcNow() - options.Value.SharedIdle, cancellation);
        await Task.WhenAll(open.Where(session => !standing.Contains(session)).Select(session => circuits.EndAsync(session, cancellation)));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether sessions still stand could not be looked at: {Failure}")]
    private partial void LogPostponed(string failure);
}
