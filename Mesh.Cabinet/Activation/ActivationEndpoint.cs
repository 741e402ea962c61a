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
    public const string RepeatedField = "repeated";
    public const string ConfirmedField = "confirmed";

    public static void MapActivationEndpoint(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, HandleAsync).RequireAuthorization();
        routes.LeadFromForm(Path, "/activation");
        routes.MapAccountPassword();
    }

    private static async Task<IResult> HandleAsync(
        HttpContext http, IAntiforgery antiforgery, ISessions sessions, ActivateAccount activate, SecurityLog security, ActivationMetrics metrics, ILogger<ActivateAccount> logger)
    {
        if (await SentForm.ReadAsync(http, antiforgery) is not { } form)
            return Problem(ActivationProblem.Expired);
        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { } session)
            return Results.LocalRedirect("/?returnUrl=%2Factivation");

        var (password, repeated) = (new TypedPassword(form[PasswordField].ToString()), new TypedPassword(form[RepeatedField].ToString()));
        var confirmed = form[ConfirmedField].ToString() is { Length: > 0 } login ? login : null;
        try
        {
            var outcome = await activate.RunAsync(session, password, repeated, confirmed, http.RequestAborted);
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
        ActivationOutcome.NotNow => LeadOn.To("/start"),
        _ => Problem(ProblemOf(outcome)),
    };

    /// <summary>What an outcome is called in the address of the page that says it.</summary>
    internal static ActivationProblem ProblemOf(ActivationOutcome outcome) => outcome switch
    {
        ActivationOutcome.ConfirmFirst => ActivationProblem.ConfirmFirst,
        ActivationOutcome.PasswordMissing => ActivationProblem.PasswordMissing,
        ActivationOutcome.WrongPassword => ActivationProblem.WrongPassword,
        ActivationOutcome.Blocked => ActivationProblem.Blocked,
        ActivationOutcome.MosRuUnavailable => ActivationProblem.MosRuUnavailable,
        ActivationOutcome.MosRuRefuses => ActivationProblem.MosRuRefuses,
        ActivationOutcome.ConfirmAtMosRu => ActivationProblem.ConfirmAtMosRu,
        ActivationOutcome.PasswordsDiffer => ActivationProblem.PasswordsDiffer,
        ActivationOutcome.DirectoryRefused => ActivationProblem.DirectoryRefused,
        ActivationOutcome.DirectoryUnavailable => ActivationProblem.DirectoryUnavailable,
        ActivationOutcome.PasswordBreaksRule { Rule: PasswordRule.TooShort } => ActivationProblem.TooShort,
        ActivationOutcome.PasswordBreaksRule { Rule: PasswordRule.TooLong } => ActivationProblem.TooLong,
        ActivationOutcome.PasswordBreaksRule { Rule: PasswordRule.TooPlain } => ActivationProblem.TooPlain,
        ActivationOutcome.PasswordBreaksRule { Rule: PasswordRule.HoldsLogin } => ActivationProblem.HoldsLogin,
        ActivationOutcome.PasswordBreaksRule { Rule: PasswordRule.HoldsName } => ActivationProblem.HoldsName,
        ActivationOutcome.PasswordBreaksRule => ActivationProblem.OtherRule,
        _ => throw new InvalidOperationException($"{outcome} has no answer."),
    };

    private static IResult Problem(ActivationProblem problem) => Results.LocalRedirect($"/activation?problem={problem}");

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database was held by somebody else for too long during an activation")]
    private static partial void LogBusy(ILogger logger);
}
