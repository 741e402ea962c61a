using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Antiforgery;

namespace Mesh.Cabinet.Help;

/// <summary>Keeps a letter while somebody signed in writes it: its page has no circuit, so its script sends what stands there.</summary>
internal static class LetterDraft
{
    public const string Path = "/drafts/letter";

    public static void MapLetterDraft(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, KeepAsync).RequireAuthorization();
        routes.LeadFromForm(Path, "/support");
    }

    private static async Task<IResult> KeepAsync(HttpContext http, IAntiforgery antiforgery, ISessions sessions, IDrafts drafts)
    {
        if (await SentForm.ReadAsync(http, antiforgery) is not { } form)
            return Results.BadRequest();
        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { } session)
            return Results.Unauthorized();

        var letter = new Letter { Contact = form["Letter.Contact"], Message = form["Letter.Message"] };
        await drafts.KeepAsync(session, Letter.Form, letter.ToDraft(), http.RequestAborted);
        return Results.NoContent();
    }
}
