using System.Data.Common;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Mesh.Cabinet.SignIn;

/// <summary>
/// Ties a circuit to its session: nothing that comes from the page is heard once the session has ended, or has lain idle in the
/// cabinet. The page then loads itself anew, which leads to the landing page or by way of the provider back.
/// </summary>
internal sealed class CircuitSession(
    AuthenticationStateProvider states, ISessions sessions, SessionStore store, OpenCircuits circuits, NavigationManager navigation, TimeProvider time) : CircuitHandler
{
    private IDisposable? watching;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var user = (await states.GetAuthenticationStateAsync()).User;
        if (Guid.TryParse(user.FindFirst(Session.IdClaim)?.Value, out var session))
            watching = circuits.Watch(session, LeaveAsync);
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        watching?.Dispose();
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        if (await MayGoOnAsync())
            await next(context);
        else
            await LeaveAsync();
    };

    private async Task<bool> MayGoOnAsync()
    {
        try
        {
            var user = (await states.GetAuthenticationStateAsync()).User;
            if (await sessions.FindAsync(user, CancellationToken.None) is not { } session || session.WorthAt(time.GetUtcNow()) < Least)
                return false;

            await store.SeenAsync(session, CancellationToken.None);
            return true;
        }
        catch (DbException)
        {
            // Whatever changes something finds the session anew by itself, and says what a page says without a database.
            return true;
        }
    }

    private SessionWorth Least => navigation.ToBaseRelativePath(navigation.Uri).StartsWith("cabinet", StringComparison.OrdinalIgnoreCase) ? SessionWorth.Present : SessionWorth.Provider;

    private Task LeaveAsync()
    {
        ((IHostEnvironmentAuthenticationStateProvider)states).SetAuthenticationState(Task.FromResult(new AuthenticationState(new())));
        return Task.CompletedTask;
    }
}
