using System.Globalization;
using System.Security.Claims;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Mesh.Cabinet.SignIn;

/// <summary>
/// Has mos.ru ask for the password anew (OpenID Connect Core §3.1.2.1: <c>prompt=login</c>, <c>max_age=0</c>). What comes back must
/// be about the same account, and of a password typed since: the handler checks neither. Two clocks are never compared (E47): how long ago
/// the password was typed is told by mos.ru's clock alone, how long ago it was asked for by ours.
/// </summary>
internal static class FreshSignIn
{
    /// <summary>What whole seconds and the way of an answer may take away.</summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromSeconds(30);

    // No provider calls an account so.
    private const string Anybody = "";

    private const string AccountItem = "fresh-account";
    private const string SinceItem = "fresh-since";
    private const string EarlierItem = "fresh-earlier";
    private const string HeardItem = "fresh-heard";
    private const string IssuedItem = "fresh-issued";

    // auth_time knows no parts of a second: of two within one nobody can say which was first.
    private static readonly TimeSpan SameSecond = TimeSpan.FromSeconds(2);

    /// <summary>For a stranger: whoever it is has to type the password.</summary>
    public static AuthenticationProperties Question(string returnUrl, DateTimeOffset now)
    {
        var question = new OpenIdConnectChallengeProperties { RedirectUri = returnUrl, Prompt = "login", MaxAge = TimeSpan.Zero };
        question.Items[AccountItem] = Anybody;
        Write(question, SinceItem, now);
        return question;
    }

    /// <summary>For the person of this session.</summary>
    public static AuthenticationProperties Question(Session session, string returnUrl, DateTimeOffset now)
    {
        var question = Question(returnUrl, now);
        question.Items[AccountItem] = session.Profile.Subject;
        Write(question, HeardItem, session.SignedInAt);
        if (session.AuthTime is { } earlier)
            Write(question, EarlierItem, earlier);
        return question;
    }

    /// <summary>Whether a fresh sign-in was wanted.</summary>
    public static bool IsWanted(AuthenticationProperties? question) => question?.Items.ContainsKey(AccountItem) == true;

    /// <summary>Notes when the provider gave its answer, by its clock (<c>iat</c>), before the handler forgets it.</summary>
    public static void Issued(AuthenticationProperties? question, ClaimsPrincipal? answer)
    {
        if (IsWanted(question) && answer is not null && ProviderAnswer.MomentOf(answer, "iat") is { } issued)
            Write(question!, IssuedItem, issued);
    }

    /// <summary>What is wrong with the answer; null if it is a fresh sign-in of the same account.</summary>
    public static SignInProblem? Fault(AuthenticationProperties question, ProviderAnswer answer, DateTimeOffset now)
    {
        if (question.Items[AccountItem] is { Length: > 0 } account && account != answer.Profile.Subject)
            return SignInProblem.AnotherAccount;
        if (answer.AuthTime is not { } typed)
            return SignInProblem.NotFresh;

        var (asked, heard) = (Read(question, SinceItem)!.Value, Read(question, HeardItem));
        var isSince = (Read(question, IssuedItem) ?? now) - typed <= now - asked + Leeway;
        // An earlier answer told of the same moment: the password was not asked for.
        var isLater = Read(question, EarlierItem) is not { } earlier || typed > earlier || (typed == earlier && now - heard < SameSecond);
        return isSince && isLater ? null : SignInProblem.NotFresh;
    }

    private static void Write(AuthenticationProperties question, string item, DateTimeOffset moment) =>
        question.Items[item] = moment.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? Read(AuthenticationProperties question, string item) =>
        question.Items.TryGetValue(item, out var text) && text is not null ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(text, CultureInfo.InvariantCulture)) : null;
}
