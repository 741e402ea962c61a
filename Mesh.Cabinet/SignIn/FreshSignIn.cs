using System.Globalization;
using System.Security.Claims;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Mesh.Cabinet.SignIn;

/// <summary>
/// Has mos.ru ask for the password anew (OpenID Connect Core §3.1.2.1: <c>prompt=login</c>, <c>max_age=0</c>). What comes back must
/// be about the same account, and its <c>auth_time</c> no earlier than the question: the handler checks neither.
/// </summary>
internal static class FreshSignIn
{
    private const string AccountItem = "fresh-account";
    private const string SinceItem = "fresh-since";

    public static AuthenticationProperties Question(Session session, string returnUrl, DateTimeOffset now) => new OpenIdConnectChallengeProperties
    {
        RedirectUri = returnUrl,
        Prompt = "login",
        MaxAge = TimeSpan.Zero,
        Items =
        {
            [AccountItem] = session.Profile.Subject,
            [SinceItem] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        },
    };

    /// <summary>Whether a fresh sign-in was wanted.</summary>
    public static bool IsWanted(AuthenticationProperties? question) => question?.Items.ContainsKey(AccountItem) == true;

    /// <summary>What is wrong with the answer; null if it is a fresh sign-in of the same account.</summary>
    public static SignInProblem? Fault(AuthenticationProperties question, ClaimsPrincipal answer, CityProfile profile)
    {
        if (question.Items[AccountItem] != profile.Subject)
            return SignInProblem.AnotherAccount;

        var since = long.Parse(question.Items[SinceItem]!, CultureInfo.InvariantCulture);
        return long.TryParse(answer.FindFirst("auth_time")?.Value, CultureInfo.InvariantCulture, out var at) && at >= since ? null : SignInProblem.NotFresh;
    }
}
