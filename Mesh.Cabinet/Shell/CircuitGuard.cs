using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// Stands before Blazor's hub: only a page of this site, only somebody signed in, and only so many circuits of one session.
/// The framework checks none of the three.
/// </summary>
internal sealed class CircuitGuard(RequestDelegate next, IOptions<SiteOptions> site, CircuitCount count)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase))
            return next(http);

        var refusal = Refusal(http);
        if (refusal is null)
            return next(http);

        http.Response.StatusCode = refusal.Value;
        return Task.CompletedTask;
    }

    private int? Refusal(HttpContext http)
    {
        if (http.User.FindFirst(Session.IdClaim)?.Value is not { } session)
            return StatusCodes.Status401Unauthorized;

        // Browsers name the origin on every POST and on every WebSocket.
        var namesOrigin = HttpMethods.IsPost(http.Request.Method) || http.WebSockets.IsWebSocketRequest;
        if (namesOrigin && !SameOrigin.Is(http.Request, site.Value))
            return StatusCodes.Status403Forbidden;
        return count.IsFull(session) ? StatusCodes.Status429TooManyRequests : null;
    }
}

/// <summary>How many circuits each session has open on this node.</summary>
internal sealed class CircuitCount
{
    /// <summary>Tabs of one person; more is no person.</summary>
    public const int MaxPerSession = 12;

    private readonly ConcurrentDictionary<string, int> open = new(StringComparer.Ordinal);

    public bool IsFull(string session) => open.TryGetValue(session, out var circuits) && circuits >= MaxPerSession;

    public void Opened(string session) => open.AddOrUpdate(session, 1, (_, circuits) => circuits + 1);

    public void Closed(string session)
    {
        if (open.AddOrUpdate(session, 0, (_, circuits) => circuits - 1) <= 0)
            open.TryRemove(new KeyValuePair<string, int>(session, 0));
    }
}

/// <summary>Counts circuits as they open and close.</summary>
internal sealed class CircuitCounter(CircuitCount count, Microsoft.AspNetCore.Components.Authorization.AuthenticationStateProvider states) : CircuitHandler
{
    private string? session;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        session = (await states.GetAuthenticationStateAsync()).User.FindFirst(Session.IdClaim)?.Value;
        if (session is not null)
            count.Opened(session);
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (session is not null)
            count.Closed(session);
        return Task.CompletedTask;
    }
}
