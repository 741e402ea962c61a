using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Desk.Numbers;

/// <summary>Gives a table of numbers as a file; the rules are those of the desk's pages. It names nobody, so that nothing is written down of it.</summary>
internal static class NumbersEndpoint
{
    public const string Page = "/desk/numbers";

    public static void MapNumbers(this IEndpointRouteBuilder routes) => routes.MapGet($"{Page}/{{key}}.csv", HandleAsync).RequireAuthorization(OperatorPolicy.Name);

    public static string Address(string key, string? schoolId) => $"{Page}/{key}.csv{(schoolId is null ? "" : $"?school={Uri.EscapeDataString(schoolId)}")}";

    private static async Task<IResult> HandleAsync(HttpContext http, string key, string? school, ISessions sessions, IOperators operators, NumbersQuery query, TimeProvider time)
    {
        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { } session || DeskPage.IsTooOld(session, time.GetUtcNow()))
            return Results.LocalRedirect(SignInAddress.Confirm(Page));
        if (await operators.FindAsync(session, http.RequestAborted) is not { } by || await query.FindAsync(by, key, school, http.RequestAborted) is not { } table)
            return Results.NotFound();

        http.Response.Headers.CacheControl = "no-store";
        return Results.File(table.ToCsv(), "text/csv; charset=utf-8", $"{table.Key}.csv");
    }
}
