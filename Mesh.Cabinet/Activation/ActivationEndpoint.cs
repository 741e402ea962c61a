using System.Data.Common;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Antiforgery;

namespace Mesh.Cabinet.Activation;

/// <summary>
/// Takes the password: an ordinary form POST, so that it never enters a circuit (D13). It answers when the account works, with a
/// redirect to the page that shows it or says what went wrong.
/// </summary>
internal static partial class ActivationEndpoint
{
    public const string Path = "/activation/password";
    public const string PasswordField = "password";
    public const string ConfirmedField = "confirmed";

    public static void MapActivationEndpoint(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, HandleAsync).RequireAuthorization();
        routes.LeadFromForm(Path, "/activation");
    }

    private static async Task<IResult> HandleAsync(
        HttpContext http, IAntiforgery antiforgery, ISessions sessions, ActivateAccount activate, SecurityLog security, ActivationMetrics metrics, ILogger<ActivateAccount> logger)
    {
        if (await SentForm.ReadAsync(http, antiforgery) is not { } form)
            return Problem(ActivationProblem.Expired);
        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { } session)
            return Results.LocalRedirect("/?returnUrl=%2Factivation");

        var password = new TypedPassword(form[PasswordField].ToString());
        var confirmed = form[ConfirmedField].ToString() is { Length: > 0 } login ? login : null;
        try
        {
            var outcome = await activate.RunAsync(session, password, confirmed, http.RequestAborted);
            metrics.Ended(outcome);
            if (outcome is ActivationOutcome.WrongPassword)
                security.WrongPassword();
            else if (outcome is ActivationOutcome.Blocked)
                security.BlockedPassword();
            return Answer(outcome);
        }
        catch (DbException failure) when (CabinetDatabase.IsBusy(failure))
        {
            LogBusy(logger);
            metrics.Ended(ActivationProblem.Busy);
            return Problem(ActivationProblem.Busy);
        }
    }

    private static IResult Answer(ActivationOutcome outcome) => outcome switch
    {
        ActivationOutcome.Done => Results.LocalRedirect("/activation"),
        ActivationOutcome.NotNow => Results.LocalRedirect("/start"),
        ActivationOutcome.ConfirmFirst => Problem(ActivationProblem.ConfirmFirst),
        ActivationOutcome.PasswordMissing => Problem(ActivationProblem.PasswordMissing),
        ActivationOutcome.WrongPassword => Problem(ActivationProblem.WrongPassword),
        ActivationOutcome.Blocked => Problem(ActivationProblem.Blocked),
        ActivationOutcome.MosRuUnavailable => Problem(ActivationProblem.MosRuUnavailable),
        ActivationOutcome.DirectoryRefused => Problem(ActivationProblem.DirectoryRefused),
        ActivationOutcome.DirectoryUnavailable => Problem(ActivationProblem.DirectoryUnavailable),
        ActivationOutcome.PasswordBreaksRule { Rule: PasswordRule.TooShort } => Problem(ActivationProblem.TooShort),
        ActivationOutcome.PasswordBreaksRule { Rule: PasswordRule.TooLong } => Problem(ActivationProblem.TooLong),
        ActivationOutcome.PasswordBreaksRule { Rule: PasswordRule.TooPlain } => Problem(ActivationProblem.TooPlain),
        ActivationOutcome.PasswordBreaksRule { Rule: PasswordRule.HoldsLogin } => Problem(ActivationProblem.HoldsLogin),
        ActivationOutcome.PasswordBreaksRule { Rule: PasswordRule.HoldsName } => Problem(ActivationProblem.HoldsName),
        ActivationOutcome.PasswordBreaksRule => Problem(ActivationProblem.OtherRule),
        _ => throw new InvalidOperationException($"{outcome} has no answer."),
    };

    private static IResult Problem(ActivationProblem problem) => Results.LocalRedirect($"/activation?problem={problem}");

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database was held by somebody else for too long during an activation")]
    private static partial void LogBusy(ILogger logger);
}
