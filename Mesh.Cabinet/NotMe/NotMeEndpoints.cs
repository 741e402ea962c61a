using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace Mesh.Cabinet.NotMe;

/// <summary>«Это был не я» in the cabinet: no password is asked for, because it only ends things.</summary>
internal static class NotMeEndpoints
{
    public const string Path = "/cabinet/not-me";

    private const string Page = "/cabinet/devices";

    public static void MapNotMe(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, EndAsync).RequireAuthorization(WorthPolicy.Present);
        routes.LeadFromForm(Path, Page);
    }

    private static async Task EndAsync(HttpContext http, IAntiforgery antiforgery, ISessions sessions, SayNotMe say)
    {
        if (await SentForm.ReadAsync(http, antiforgery) is null)
        {
            http.Response.Redirect($"{Page}?sessions=Expired#sessions");
            return;
        }

        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { } session)
        {
            http.Response.Redirect("/");
            return;
        }

        if (await say.RunAsync(session, http.Request.Headers.UserAgent.ToString(), http.RequestAborted) is not NotMeOutcome.Ended ended)
            throw new InvalidOperationException("What is said in the cabinet needs no word.");
        await http.SignOutAsync();
        http.Response.Redirect(NotMeDonePage.Address(ended));
    }
}
