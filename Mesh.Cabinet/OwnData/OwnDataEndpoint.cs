using System.Net.Mime;
using System.Text;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Antiforgery;

namespace Mesh.Cabinet.OwnData;

/// <summary>Gives a person's own data as a file, for who has just signed in at mos.ru (D20): an ordinary form POST, so that no link of another site asks for them.</summary>
internal static class OwnDataEndpoint
{
    private const string Page = "/cabinet/account";

    public static void MapOwnData(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(OwnDataAddress.Path, HandleAsync).RequireAuthorization(WorthPolicy.Fresh);
        routes.LeadFromForm(OwnDataAddress.Path, Page);
    }

    private static async Task<IResult> HandleAsync(HttpContext http, IAntiforgery antiforgery, ISessions sessions, ExportPerson export, ExportedStore exported)
    {
        if (await SentForm.ReadAsync(http, antiforgery) is not { } form)
            return Results.LocalRedirect(Page);
        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { } session)
            return Results.LocalRedirect("/?returnUrl=%2Fcabinet%2Faccount");

        // On record first: what could not be recorded is not given.
        await exported.AddAsync(session, http.Request.Headers.UserAgent.ToString(), http.RequestAborted);
        var document = await export.OfSessionAsync(session, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return form[OwnDataAddress.KindField] == OwnDataAddress.Page
            ? Results.File(Encoding.UTF8.GetBytes(OwnDataFiles.Page(document)), MediaTypeNames.Text.Html, "mesh-data.html")
            : Results.File(Encoding.UTF8.GetBytes(OwnDataFiles.Json(document)), MediaTypeNames.Application.Json, "mesh-data.json");
    }
}
