using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// Stands before Blazor's hub: only a page of this site, only somebody whom the provider has named, and only so many circuits of one
/// session, one account and one node. The framework checks none of these.
/// </summary>
internal sealed class CircuitGuard(RequestDelegate next, IOptions<SiteOptions> site, OpenCircuits circuits, Draining draining, ISessions sessions, SecurityLog log, TimeProvider time)
{
    /// <summary>Where the hub is.</summary>
    public const string Path = "/_blazor";

    public async Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase) || await RefusalAsync(http) is not { } refusal)
        {
            await next(http);
            return;
        }

        // Blazor's script reads the status; a page would only get in its way.
        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
        http.Response.StatusCode = refusal;
    }

    private async Task<int?> RefusalAsync(HttpContext http)
    {
        // Another node takes the page, which a proxy asks then. What a page that is leaving has to say still goes through, where it says it by requests.
        if (draining.IsOn && (http.WebSockets.IsWebSocketRequest || !http.Request.Query.ContainsKey("id")))
            return StatusCodes.Status503ServiceUnavailable;

        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { } session || session.WorthAt(time.GetUtcNow()) < SessionWorth.Provider)
            return StatusCodes.Status401Unauthorized;

        // Browsers name the origin on every POST and on every WebSocket.
        var namesOrigin = HttpMethods.IsPost(http.Request.Method) || http.WebSockets.IsWebSocketRequest;
        if (namesOrigin && !SameOrigin.Is(http.Request, site.Value))
        {
            log.ForeignOrigin("a circuit");
            return StatusCodes.Status403Forbidden;
        }

        if (circuits.HasRoom(session.Id, session.Profile.Subject))
            return null;

        log.TooMuch(StatusCodes.Status429TooManyRequests, "circuits");
        return StatusCodes.Status429TooManyRequests;
    }
}
