using Mesh.Cabinet.Logins;

namespace Mesh.Cabinet.Children;

/// <summary>The steps to a child's account, in their order.</summary>
internal enum AccountStep { Consent, Login, Password, Ready }

/// <summary>Where an adult goes on who comes to the page.</summary>
internal static class AccountSteps
{
    /// <param name="problem">What was wrong with the form that was sent last.</param>
    /// <param name="login">The login it would be.</param>
    public static AccountStep Of(ChildProblem problem, bool hasConsent, string login) => problem switch
    {
        _ when !hasConsent => AccountStep.Consent,
        ChildProblem.None or ChildProblem.Expired or ChildProblem.ConsentFirst or ChildProblem.JournalLoginTaken
            or ChildProblem.LoginIllegal or ChildProblem.LoginTaken => AccountStep.Login,
        _ => LoginRules.IsLegal(LoginRules.Bare(login)) ? AccountStep.Password : AccountStep.Login,
    };
}
