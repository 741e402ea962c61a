using System.Data.Common;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Antiforgery;

namespace Mesh.Cabinet.Activation;

/// <summary>Takes a new password of the school's own: an ordinary form POST too (D13), for who has just signed in at mos.ru (D20).</summary>
internal static class AccountPasswordEndpoint
{
    public const string Path = "/cabinet/account/password";
    public const string Page = "/cabinet/account";

    /// <summary>What the page's address says when all went well.</summary>
    public const string SetWord = "set";

    public static void MapAccountPassword(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, HandleAsync).RequireAuthorization(WorthPolicy.Fresh);
        routes.LeadFromForm(Path, Page);
    }

    private static async Task<IResult> HandleAsync(HttpContext http, IAntiforgery antiforgery, ISessions sessions, SetOwnPassword operation)
    {
        if (await SentForm.ReadAsync(http, antiforgery) is not { } form)
            return Told(ActivationProblem.Expired);
        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { } session)
            return Results.LocalRedirect("/?returnUrl=%2Fcabinet%2Faccount");

        var (password, repeated) = (form[ActivationEndpoint.PasswordField].ToString(), form[ActivationEndpoint.RepeatedField].ToString());
        try
        {
            var outcome = await operation.RunAsync(session, new TypedPassword(password), new TypedPassword(repeated), http.RequestAborted);
            return outcome switch
            {
                ActivationOutcome.Done => Results.LocalRedirect($"{Page}?password={SetWord}#password-of-school"),
                ActivationOutcome.NotNow or ActivationOutcome.ConfirmAtMosRu => Results.LocalRedirect(Page),
                _ => Told(ActivationEndpoint.ProblemOf(outcome)),
            };
        }
        catch (DbException failure) when (CabinetDatabase.IsBusy(failure))
        {
            return Told(ActivationProblem.Busy);
        }
    }

    private static IResult Told(ActivationProblem problem) => Results.LocalRedirect($"{Page}?password={problem}#password-of-school");
}
