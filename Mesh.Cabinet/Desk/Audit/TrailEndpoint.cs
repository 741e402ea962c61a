using Mesh.Cabinet.Desk.Passkeys;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Antiforgery;

namespace Mesh.Cabinet.Desk.Audit;

/// <summary>Gives what an operator searched for as a file, by an ordinary form POST; the rules are those of the desk's pages.</summary>
internal static class TrailEndpoint
{
    public const string Path = "/desk/audit/export";
    public const string Page = "/desk/audit";

    public static void MapTrail(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, HandleAsync).RequireAuthorization(OperatorPolicy.Name);
        routes.LeadFromForm(Path, Page);
    }

    private static async Task<IResult> HandleAsync(
        HttpContext http, IAntiforgery antiforgery, ISessions sessions, IOperators operators, IOperatorProof proof, TrailQuery query, TrailSearchStore store, TimeProvider time)
    {
        if (await SentForm.ReadAsync(http, antiforgery) is not { } form)
            return Results.LocalRedirect(Page);
        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { } session || DeskPage.IsTooOld(session, time.GetUtcNow()))
            return Results.LocalRedirect(SignInAddress.Confirm(Page));
        if (await operators.FindAsync(session, http.RequestAborted) is not { } by)
            return Results.NotFound();
        if (!await proof.IsProvenAsync(session, http.RequestAborted))
            return Results.LocalRedirect(PasskeyEndpoints.For(Page));

        var filter = await query.OfAsync(by, form["person"], form["hand"], form["event"], TrailQuery.Day(form["from"]), TrailQuery.Day(form["to"]), http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(TrailCsv.Write(await store.ExportAsync(by, filter, http.RequestAborted)), "text/csv; charset=utf-8", "audit.csv");
    }
}
