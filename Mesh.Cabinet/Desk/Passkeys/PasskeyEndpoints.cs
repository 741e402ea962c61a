using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Microsoft.AspNetCore.Antiforgery;

namespace Mesh.Cabinet.Desk.Passkeys;

/// <summary>The two halves of an operator's proof, as <c>passkeys.js</c> calls them.</summary>
internal static class PasskeyEndpoints
{
    public const string Page = "/desk/passkey";
    public const string BeginPath = "/desk/passkey/options";
    public const string FinishPath = "/desk/passkey/key";

    /// <summary>The form's field with the page of the desk that goes on.</summary>
    public const string BackField = "back";

    public static void MapOperatorPasskeys(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(BeginPath, BeginAsync).RequireAuthorization(OperatorPolicy.Name);
        routes.LeadFromForm(BeginPath, Page);
        routes.MapPost(FinishPath, FinishAsync).RequireAuthorization(OperatorPolicy.Name).RequireRateLimiting(Limits.SignIn);
        routes.LeadFromForm(FinishPath, Page);
    }

    public static string For(string back) => $"{Page}?back={Uri.EscapeDataString(back)}";

    /// <summary>A page of the desk, whatever was sent.</summary>
    public static string Back(string? sent) => ReturnAddress.Local(sent) is ['/', 'd', 'e', 's', 'k', '/', ..] and var local ? local : "/desk/cases";

    private static async Task<IResult> BeginAsync(HttpContext http, IAntiforgery antiforgery, ISessions sessions, IOperators operators, OperatorProof proof)
    {
        if (await SentForm.ReadAsync(http, antiforgery) is not { } form)
            return CeremonyAnswer.Problem(DeviceProblem.Expired);
        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { DeviceId: null } session || await operators.FindAsync(session, http.RequestAborted) is not { } by)
            return CeremonyAnswer.Go("/");
        return Answer(await proof.BeginAsync(http, session, by.Name), Back(form[BackField]));
    }

    private static async Task<IResult> FinishAsync(HttpContext http, IAntiforgery antiforgery, ISessions sessions, OperatorProof proof)
    {
        if (await SentForm.ReadAsync(http, antiforgery) is not { } form)
            return CeremonyAnswer.Problem(DeviceProblem.Expired);
        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { DeviceId: null } session)
            return CeremonyAnswer.Go("/");
        return Answer(await proof.FinishAsync(http, session, form[CeremonyAnswer.WordField].ToString(), form[CeremonyAnswer.CredentialField].ToString()), Back(form[BackField]));
    }

    private static IResult Answer(ProofOutcome outcome, string back) => outcome switch
    {
        ProofOutcome.Begun begun => CeremonyAnswer.Begun(begun.Options, begun.Word),
        ProofOutcome.WantsFresh => CeremonyAnswer.Go(SignInAddress.Confirm(For(back))),
        ProofOutcome.Failed failed => CeremonyAnswer.Problem(failed.Problem),
        _ => CeremonyAnswer.Go(back),
    };
}
