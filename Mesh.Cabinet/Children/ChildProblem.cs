using Mesh.Cabinet.Outside.DomainAccounts;

namespace Mesh.Cabinet.Children;

/// <summary>What went wrong with the last form; travels in the address of the page that says so.</summary>
public enum ChildProblem
{
    None,
    Expired,
    Busy,
    ConsentFirst,
    LoginIllegal,
    LoginTaken,
    JournalLoginTaken,
    PasswordMissing,
    TooShort,
    TooLong,
    TooPlain,
    TooCommon,
    HoldsLogin,
    HoldsName,
    OtherRule,
    TooManyTries,
    MosRuUnavailable,
    DatabaseBusy,
}

/// <summary>Problems in addresses and in words.</summary>
internal static class ChildProblems
{
    public static ChildProblem Read(string? name) =>
        Enum.TryParse(name, out ChildProblem problem) && Enum.IsDefined(problem) ? problem : ChildProblem.None;

    public static ChildProblem Of(PasswordRule rule) => rule switch
    {
        PasswordRule.TooShort => ChildProblem.TooShort,
        PasswordRule.TooLong => ChildProblem.TooLong,
        PasswordRule.TooPlain => ChildProblem.TooPlain,
        PasswordRule.TooCommon => ChildProblem.TooCommon,
        PasswordRule.HoldsLogin => ChildProblem.HoldsLogin,
        PasswordRule.HoldsName => ChildProblem.HoldsName,
        _ => ChildProblem.OtherRule,
    };

    /// <summary>What is wrong with the password; null if something else is.</summary>
    public static string? Password(ChildProblem problem) => problem switch
    {
        ChildProblem.PasswordMissing => ChildrenText.ErrorPasswordMissing,
        ChildProblem.TooShort => string.Format(ChildrenText.ErrorTooShort, ChildPasswordRules.MinLength),
        ChildProblem.TooLong => string.Format(ChildrenText.ErrorTooLong, ChildPasswordRules.MaxLength),
        ChildProblem.TooPlain => ChildrenText.ErrorTooPlain,
        ChildProblem.TooCommon => ChildrenText.ErrorTooCommon,
        ChildProblem.HoldsLogin => ChildrenText.ErrorHoldsLogin,
        ChildProblem.HoldsName => ChildrenText.ErrorHoldsName,
        ChildProblem.OtherRule => ChildrenText.ErrorOtherRule,
        _ => null,
    };

    /// <summary>What is wrong with the login; null if something else is.</summary>
    public static string? Login(ChildProblem problem, string login) => problem switch
    {
        ChildProblem.LoginIllegal => ChildrenText.ErrorLoginIllegal,
        ChildProblem.LoginTaken => string.Format(ChildrenText.ErrorLoginTaken, login),
        _ => null,
    };

    /// <summary>What stands above the whole form.</summary>
    public static string? Form(ChildProblem problem) => problem switch
    {
        ChildProblem.Expired => ChildrenText.ErrorExpired,
        ChildProblem.Busy => ChildrenText.ErrorBusy,
        ChildProblem.ConsentFirst => ChildrenText.ErrorConsentChanged,
        ChildProblem.JournalLoginTaken => ChildrenText.ErrorJournalLoginTaken,
        ChildProblem.TooManyTries => string.Format(ChildrenText.ErrorTooManyTries, ChildTryStore.Window.TotalMinutes),
        ChildProblem.MosRuUnavailable => ChildrenText.ErrorMosRu,
        ChildProblem.DatabaseBusy => ChildrenText.ErrorDatabaseBusy,
        _ => null,
    };
}
