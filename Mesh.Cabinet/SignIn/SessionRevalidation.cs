using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Mesh.Cabinet.SignIn;

/// <summary>
/// Looks at the session's row for every open circuit, so that a session ended elsewhere ends here within 30 seconds. The
/// framework's own base class would start and break off its loop for every page, of which most open no circuit.
/// </summary>
internal sealed partial class SessionRevalidation(AuthenticationStateProvider states, ISessions sessions, ILogger<SessionRevalidation> logger)
    : CircuitHandler, IDisposable
{
    private readonly PeriodicTimer timer = new(TimeSpan.FromSeconds(20));

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _ = WatchAsync();
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        timer.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => timer.Dispose();

    private async Task WatchAsync()
    {
        while (await timer.WaitForNextTickAsync())
        {
            try
            {
                var state = await states.GetAuthenticationStateAsync();
                if (state.User.Identity?.IsAuthenticated == true && await sessions.FindAsync(state.User, CancellationToken.None) is null)
                    ((IHostEnvironmentAuthenticationStateProvider)states).SetAuthenticationState(Task.FromResult(new AuthenticationState(new())));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A database that is away for a moment ends nobody's session, nor the look at it.
                LogPostponed(failure.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether sessions still stand could not be looked at: {Failure}")]
    private partial void LogPostponed(string failure);
}
