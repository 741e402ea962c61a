using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Antiforgery;

namespace Mesh.Cabinet.SignIn;

/// <summary>Ends all open sessions, as their person wants it: this one with them, whose cookie goes.</summary>
internal static class SessionEndpoints
{
    public const string LeavePath = "/cabinet/sessions/leave";

    /// <summary>Bound devices are to stay.</summary>
    public const string KeepDevicesField = "keep";

    private const string Page = "/cabinet/devices";

    public static void MapSessionEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(LeavePath, LeaveAsync).RequireAuthorization(WorthPolicy.Fresh);
        routes.LeadFromForm(LeavePath, Page);
    }

    private static async Task LeaveAsync(
        HttpContext http, IAntiforgery antiforgery, ISessions sessions, OpenSessionsStore store, SessionStore kept, IEnumerable<ISignInFollower> followers, SignInLog log)
    {
        if (await SentForm.ReadAsync(http, antiforgery) is not { } form)
        {
            http.Response.Redirect($"{Page}?sessions={SessionsNews.Expired}#sessions");
            return;
        }

        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { } session)
        {
            http.Response.Redirect("/");
            return;
        }

        var browser = http.Request.Headers.UserAgent.ToString();
        if (form[KeepDevicesField] != "true")
        {
            foreach (var follower in followers)
                await follower.LeftForGoodAsync(session, browser, http.RequestAborted);
        }

        var idToken = await kept.IdTokenAsync(session, http.RequestAborted);
        await store.EndEverywhereAsync(session.Profile, browser, http.RequestAborted);
        await SignInEndpoints.LeaveAsync(http, session.Profile.Provider, idToken, log);
    }
}

/// <summary>What a page says of the sessions after a form of theirs.</summary>
public enum SessionsNews { None, Expired }
