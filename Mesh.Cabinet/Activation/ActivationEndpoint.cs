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

    private const int MaxBodySize = 128 * 1024;

    public static void MapActivationEndpoint(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, HandleAsync).RequireAuthorization().WithMetadata(new RequestSizeLimit(MaxBodySize));
        // Whose session ended over the form is led back here after signing in.
        routes.MapGet(Path, () => Results.LocalRedirect("/activation")).RequireAuthorization();
    }

    private static async Task<IResult> HandleAsync(
        HttpContext http, IAntiforgery antiforgery, ISessions sessions, ActivateAccount activate, ILogger<ActivateAccount> logger)
    {
        if (await ReadFormAsync(http) is not { } form || !await antiforgery.IsRequestValidAsync(http))
            return Problem(ActivationProblem.Expired);
        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { } session)
            return Results.LocalRedirect("/?returnUrl=%2Factivation");

        var password = new TypedPassword(form[PasswordField].ToString());
        var confirmed = form[ConfirmedField].ToString() is { Length: > 0 } login ? login : null;
        try
        {
            return Answer(await activate.RunAsync(session, password, confirmed, http.RequestAborted));
        }
        catch (DbException failure) when (CabinetDatabase.IsBusy(failure))
        {
            LogBusy(logger);
            return Problem(ActivationProblem.Busy);
        }
    }

    // Read before anything else looks at it: the framework throws at a body that is no form, is broken or is too big.
    private static async Task<IFormCollection?> ReadFormAsync(HttpContext http)
    {
        try
        {
            return http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            return null;
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

    private sealed record RequestSizeLimit(long? MaxRequestBodySize) : Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata;
}
