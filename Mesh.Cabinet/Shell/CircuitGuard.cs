using System.Collections.Concurrent;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.SignalR;
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

        // Blazor's script reads the status; a page would only get in its way.
        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
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

/// <summary>How many connections each session holds open on this node: as many circuits can it have at work.</summary>
internal sealed class CircuitCount
{
    /// <summary>Tabs of one person; more is no person.</summary>
    public const int MaxPerSession = 12;

    private readonly ConcurrentDictionary<string, int> open = new(StringComparer.Ordinal);

    public bool IsFull(string session) => open.TryGetValue(session, out var connections) && connections >= MaxPerSession;

    /// <returns>False if the session has as many as it may.</returns>
    public bool TryOpen(string session)
    {
        if (open.AddOrUpdate(session, 1, (_, connections) => connections + 1) <= MaxPerSession)
            return true;

        Closed(session);
        return false;
    }

    public void Closed(string session)
    {
        if (open.AddOrUpdate(session, 0, (_, connections) => connections - 1) <= 0)
            open.TryRemove(new KeyValuePair<string, int>(session, 0));
    }
}

/// <summary>
/// Counts connections of the hub, whatever carries them. A circuit's own events come too late to count by: they wait for its
/// first component, and somebody who sends none would never be counted.
/// </summary>
internal sealed class CircuitLimit(CircuitCount count) : IHubFilter
{
    private static readonly object Counted = new();

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        if (context.Context.User?.FindFirst(Session.IdClaim)?.Value is not { } session || !count.TryOpen(session))
        {
            context.Context.Abort();
            return;
        }

        context.Context.Items[Counted] = session;
        await next(context);
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        if (context.Context.Items.Remove(Counted, out var session))
            count.Closed((string)session!);
        await next(context, exception);
    }
}
