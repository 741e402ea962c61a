using Mesh.Cabinet.Desk.Passkeys;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Desk.Jobs;

/// <summary>Gives the report of a job as a file; the rules are those of the desk's pages.</summary>
internal static class JobEndpoint
{
    public const string Page = "/desk/jobs";

    public static void MapJobs(this IEndpointRouteBuilder routes) => routes.MapGet($"{Page}/{{number:long}}/report.csv", HandleAsync).RequireAuthorization(OperatorPolicy.Name);

    private static async Task<IResult> HandleAsync(HttpContext http, long number, ISessions sessions, IOperators operators, IOperatorProof proof, JobStore jobs, TimeProvider time)
    {
        var page = $"{Page}/{number}";
        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { } session || DeskPage.IsTooOld(session, time.GetUtcNow()))
            return Results.LocalRedirect(SignInAddress.Confirm(page));
        if (await operators.FindAsync(session, http.RequestAborted) is not { } by || await jobs.FindAsync(by, number, http.RequestAborted) is null)
            return Results.NotFound();
        if (!await proof.IsProvenAsync(session, http.RequestAborted))
            return Results.LocalRedirect(PasskeyEndpoints.For(page));

        var items = await jobs.ItemsAsync(by, number, null, 0, int.MaxValue, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(Table(items), "text/csv; charset=utf-8", $"job-{number}.csv");
    }

    private static byte[] Table(IEnumerable<JobItem> items) => SheetCsv.Write(
        [JobsText.ColumnWhom, JobsText.ColumnCase, JobsText.ColumnOutcome, JobsText.ColumnWords, JobsText.ColumnWhen],
        items.Select(item => new[] { item.Name ?? item.PersonId, item.CaseNumber is { } number ? $"{number}" : null, JobWords.Of(item.Outcome), item.Words, item.EndedAt is { } at ? MomentWords.Of(at) : null }));
}
