using System.Data.Common;
using System.Security.Claims;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;

namespace Mesh.Cabinet.SignIn;

/// <summary>The cookie of a session: an id, and nothing about the person.</summary>
internal static class SessionCookie
{
    public const string Scheme = "Session";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = ISessions.Lifetime;
        options.SlidingExpiration = false;
        options.LoginPath = "/";
        options.ReturnUrlParameter = "returnUrl";
        options.AccessDeniedPath = "/access";
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    public static ClaimsPrincipal Principal(string sessionId, string subject) =>
        new(new ClaimsIdentity([new(Session.IdClaim, sessionId), new("sub", subject)], Scheme, "sub", null));

    // The row decides, on every request: a session ended elsewhere is over here at once.
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<CurrentSession>();
        try
        {
            if (await sessions.FindAsync(context.Principal!, context.HttpContext.RequestAborted) is not null)
                return;
        }
        catch (DbException) when (context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            // The page that says that something is broken must not need what is broken: it is shown as to a stranger, who stays signed in.
            context.RejectPrincipal();
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }
}

/// <summary>The session of this request, read once; a circuit, which lives longer than a request, reads the row each time.</summary>
internal sealed class CurrentSession(SessionStore store, IHttpContextAccessor accessor) : ISessions
{
    private static readonly object Key = new();

    public async Task<Session?> FindAsync(ClaimsPrincipal user, CancellationToken cancellation)
    {
        var request = accessor.HttpContext is { WebSockets.IsWebSocketRequest: false } http ? http : null;
        if (request?.Items[Key] is Session known && user.HasClaim(Session.IdClaim, known.Id))
            return known;

        var session = await store.FindAsync(user, cancellation);
        if (request is not null)
            request.Items[Key] = session;
        return session;
    }

    public Task EndAllAsync(string provider, string subject, DateTimeOffset openedBefore, CancellationToken cancellation) =>
        store.EndAllAsync(provider, subject, openedBefore, cancellation);
}
