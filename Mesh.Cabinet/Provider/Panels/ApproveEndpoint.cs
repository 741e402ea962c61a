using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mesh.Cabinet.Provider.Panels;

/// <summary>Where a person comes by the QR code of a panel, or types its code. To look changes nothing; a form with the panel's number says yes.</summary>
internal static class ApproveEndpoint
{
    public const string Path = "/approve";

    /// <summary>RFC 8628 §3.3.1.</summary>
    public const string CodeField = "user_code";

    public const string NumberField = "mesh_number";

    /// <summary>With the form that says no.</summary>
    public const string DeclineField = "decline";

    public static void MapApprove(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (Delegate)LookAsync).RequireAuthorization(WorthPolicy.Present);
        routes.MapPost(Path, (Delegate)DecideAsync).RequireAuthorization(WorthPolicy.Present);
    }

    private static async Task<IResult> LookAsync(HttpContext http, ISessions sessions, Approve approve)
    {
        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { } session)
            return Results.LocalRedirect("/");

        var code = $"{http.Request.Query[CodeField]}";
        return Show(http, code, code.Length == 0 ? new ApproveOutcome.CodeWanted() : await approve.LookAsync(session, code, Limits.AddressOf(http), http.RequestAborted));
    }

    private static async Task<IResult> DecideAsync(HttpContext http, IAntiforgery antiforgery, ISessions sessions, Approve approve)
    {
        if (await SentForm.ReadAsync(http, antiforgery) is not { } form || await sessions.FindAsync(http.User, http.RequestAborted) is not { } session)
            return Results.LocalRedirect(Path);

        var (code, from) = ($"{form[CodeField]}", Limits.AddressOf(http));
        return Show(http, code, form.ContainsKey(DeclineField)
            ? await approve.DeclineAsync(session, code, from, http.RequestAborted)
            : await approve.AllowAsync(session, code, form[NumberField], from, http.RequestAborted));
    }

    private static RazorComponentResult<ApproveView> Show(HttpContext http, string code, ApproveOutcome outcome)
    {
        // The code is good for whoever has it: no address tells it on, and nobody's history shows the answer.
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return new RazorComponentResult<ApproveView>(new { Code = code, Outcome = outcome })
        {
            StatusCode = outcome is ApproveOutcome.TooMany ? StatusCodes.Status429TooManyRequests : StatusCodes.Status200OK,
        };
    }
}
