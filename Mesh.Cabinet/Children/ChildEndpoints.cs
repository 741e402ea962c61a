using System.Data.Common;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Antiforgery;

namespace Mesh.Cabinet.Children;

/// <summary>
/// Takes the forms of the children's pages: ordinary POSTs past the circuit, so that no password enters one (D13), each answered by a
/// redirect to the page that shows what came of it.
/// </summary>
internal static partial class ChildEndpoints
{
    public const string VersionField = "version";
    public const string LoginField = "login";
    public const string PasswordField = "password";

    private delegate Task<ChildOutcome> Operation(Session session, string childId, IFormCollection form, string device, CancellationToken cancellation);

    public static string Consent(string id) => $"{ChildAddress.Of(id)}/consent";

    public static string Create(string id) => $"{ChildAddress.Of(id)}/create";

    public static string Password(string id) => $"{ChildAddress.Of(id)}/password";

    public static void MapChildren(this IEndpointRouteBuilder routes)
    {
        Map(routes, "consent", ChildAddress.Account, (http, id) => RunAsync(http, id, ChildAddress.Account, ChildAddress.Account(id), (session, childId, form, device, cancellation) =>
            Get<GiveConsent>(http).RunAsync(session, childId, form[VersionField].ToString(), device, cancellation)));
        Map(routes, "create", ChildAddress.Account, (http, id) => RunAsync(http, id, ChildAddress.Account, ChildAddress.Account(id), (session, childId, form, device, cancellation) =>
            Get<CreateChildAccount>(http).RunAsync(session, childId, Typed(form), new TypedPassword(form[PasswordField].ToString()), device, cancellation)));
        Map(routes, "password", ChildAddress.NewPassword, (http, id) => RunAsync(http, id, ChildAddress.NewPassword, $"{ChildAddress.Of(id)}?done=password", (session, childId, form, device, cancellation) =>
            Get<SetChildPassword>(http).RunAsync(session, childId, new TypedPassword(form[PasswordField].ToString()), device, cancellation)));
    }

    private static void Map(IEndpointRouteBuilder routes, string step, Func<string, string> page, Func<HttpContext, string, Task<IResult>> handle)
    {
        var address = $"{ChildAddress.List}/{{id}}/{step}";
        routes.MapPost(address, (HttpContext http, string id) => handle(http, ChildAddress.Read(id))).RequireAuthorization(WorthPolicy.Fresh);
        // Whose session ended over the form is led back here after signing in.
        routes.MapGet(address, (string id) => Results.LocalRedirect(page(ChildAddress.Read(id)))).RequireAuthorization(WorthPolicy.Present);
    }

    private static async Task<IResult> RunAsync(HttpContext http, string id, Func<string, string> page, string done, Operation operation)
    {
        if (await SentForm.ReadAsync(http, Get<IAntiforgery>(http)) is not { } form)
            return Problem(page(id), ChildProblem.Expired);
        if (await Get<ISessions>(http).FindAsync(http.User, http.RequestAborted) is not { } session)
            return Results.LocalRedirect($"/?returnUrl={Uri.EscapeDataString(page(id))}");

        try
        {
            var outcome = await operation(session, id, form, http.Request.Headers.UserAgent.ToString(), http.RequestAborted);
            if (outcome is ChildOutcome.TooManyTries)
                Get<ShellMetrics>(http).LimitReached("child_passwords");
            return Answer(outcome, id, page(id), Typed(form), done);
        }
        catch (DbException failure) when (CabinetDatabase.IsBusy(failure))
        {
            LogBusy(Get<ILogger<CreateChildAccount>>(http));
            return Problem(page(id), ChildProblem.DatabaseBusy, Typed(form));
        }
    }

    /// <param name="login">As it was typed: whoever mistook the password need not type it again.</param>
    private static IResult Answer(ChildOutcome outcome, string id, string page, string login, string done) => outcome switch
    {
        ChildOutcome.Done => Results.LocalRedirect(done),
        ChildOutcome.NotFound => Results.NotFound(),
        ChildOutcome.MayOnlyLook => Results.LocalRedirect(ChildAddress.Of(id)),
        ChildOutcome.NotNow => Results.LocalRedirect(ChildAddress.Account(id)),
        ChildOutcome.Busy => Problem(page, ChildProblem.Busy, login),
        ChildOutcome.ConsentFirst => Problem(page, ChildProblem.ConsentFirst, login),
        ChildOutcome.LoginIllegal illegal => Problem(page, ChildProblem.LoginIllegal, illegal.Typed),
        ChildOutcome.LoginTaken taken => Problem(page, ChildProblem.LoginTaken, taken.Typed),
        ChildOutcome.JournalLoginTaken => Problem(page, ChildProblem.JournalLoginTaken),
        ChildOutcome.PasswordMissing => Problem(page, ChildProblem.PasswordMissing, login),
        ChildOutcome.PasswordBreaksRule broken => Problem(page, ChildProblems.Of(broken.Rule), login),
        ChildOutcome.TooManyTries => Problem(page, ChildProblem.TooManyTries, login),
        ChildOutcome.MosRuUnavailable => Problem(page, ChildProblem.MosRuUnavailable, login),
        _ => throw new InvalidOperationException($"{outcome} has no answer."),
    };

    private static IResult Problem(string page, ChildProblem problem, string login = "") =>
        Results.LocalRedirect(page + QueryString.Create("problem", problem.ToString()) + (login.Length == 0 ? "" : $"&login={Uri.EscapeDataString(login)}"));

    private static string Typed(IFormCollection form) => form[LoginField].ToString() is { Length: > ChildLogins.MaxTyped } tooLong ? Cut(tooLong) : form[LoginField].ToString();

    // What is over is shown cut, and is too long in any case.
    private static string Cut(string typed) => string.Concat(typed.EnumerateRunes().Take(ChildLogins.MaxTyped));

    private static T Get<T>(HttpContext http)
        where T : notnull => http.RequestServices.GetRequiredService<T>();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database was held by somebody else for too long while a parent waited")]
    private static partial void LogBusy(ILogger logger);
}
