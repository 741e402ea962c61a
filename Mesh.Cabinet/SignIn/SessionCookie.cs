using System.Data.Common;
using System.Security.Claims;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.SignIn;

/// <summary>The cookie of a session: a secret, and nothing about the person.</summary>
internal static class SessionCookie
{
    public const string Scheme = "Session";

    private const string SecretItem = ".secret";

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

    /// <summary>What a cookie is made of. The secret is none of the claims: pages and circuits never see it.</summary>
    public static (ClaimsPrincipal Principal, AuthenticationProperties Properties) Ticket(string secret, string subject) =>
        (new ClaimsPrincipal(new ClaimsIdentity([new("sub", subject)], Scheme, "sub", null)), new AuthenticationProperties { Items = { [SecretItem] = secret } });

    /// <summary>Who is signed in, once the secret has been found good: a session by its id.</summary>
    public static ClaimsPrincipal Principal(Session session) =>
        new(new ClaimsIdentity([new(Session.IdClaim, session.Id.ToString()), new("sub", session.Profile.Subject), .. session.PanelId is { } panel ? [new Claim(Session.PanelClaim, panel)] : Array.Empty<Claim>()], Scheme, "sub", null));

    /// <summary>The secret that this browser has brought; null if it has none, or a bad one.</summary>
    public static async Task<string?> SecretAsync(HttpContext http) => (await http.AuthenticateAsync(Scheme)).Properties?.Items[SecretItem];

    // The row decides, on every request: a session ended elsewhere is over here at once. The cookie stays, though: the answer to a
    // request with an old secret may come after the one that brought the new secret.
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<CurrentSession>();
        try
        {
            if (context.Properties.Items.TryGetValue(SecretItem, out var secret) && secret is not null
                && await sessions.EnterAsync(context.HttpContext, secret) is { } session)
            {
                context.ReplacePrincipal(Principal(session));
                return;
            }
        }
        catch (DbException) when (context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            // The page that says that something is broken must not need what is broken: it is shown as to a stranger, who stays signed in.
        }

        context.RejectPrincipal();
    }
}

/// <summary>The session of this request, read once; a circuit, which lives longer than a request, reads the row each time.</summary>
internal sealed class CurrentSession(SessionStore store, EndingStore ending, IOptions<SessionOptions> options, IHttpContextAccessor accessor) : ISessions
{
    private static readonly object Key = new();

    /// <summary>A request comes with a secret: its session, which the person is using by it.</summary>
    public async Task<Session?> EnterAsync(HttpContext http, string secret)
    {
        if (await store.FindBySecretAsync(secret, http.RequestAborted) is not { } session)
            return null;

        // A circuit keeps itself alive whether or not somebody looks at it.
        if (!IsOfCircuit(http))
        {
            http.Items[Key] = session;
            if (session.IsShared)
                SharedComputer.LeaveWhenIdle(http, options.Value.SharedIdle);
            await store.SeenAsync(session, http.RequestAborted);
        }

        return session;
    }

    public async Task<Session?> FindAsync(ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (!Guid.TryParse(user.FindFirst(Session.IdClaim)?.Value, out var id))
            return null;
        return accessor.HttpContext is { } http && !IsOfCircuit(http) && http.Items[Key] is Session known && known.Id == id ? known : await store.FindAsync(id, cancellation);
    }

    public Task UsedAsync(Session session, CancellationToken cancellation) => store.SeenAsync(session, cancellation);

    public Task<CityProfile?> LastProfileAsync(string provider, string subject, CancellationToken cancellation) => store.LastProfileAsync(provider, subject, cancellation);

    public Task EndAllAsync(string provider, string subject, DateTimeOffset openedBefore, CancellationToken cancellation) =>
        ending.EndAllAsync(provider, subject, openedBefore, cancellation);

    private static bool IsOfCircuit(HttpContext http) => http.Request.Path.StartsWithSegments(CircuitGuard.Path, StringComparison.OrdinalIgnoreCase);
}
