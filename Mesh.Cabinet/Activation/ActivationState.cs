namespace Mesh.Cabinet.Activation;

/// <summary>Where a person stands on the way to the МЭШ account.</summary>
public abstract record ActivationState
{
    private ActivationState()
    {
    }

    /// <summary>Parents, private schools, schools outside Moscow (R17, R19, D15).</summary>
    public sealed record NotOffered : ActivationState;

    /// <summary>The two logins differ; support has the case (R25).</summary>
    public sealed record LoginsDiffer(long CaseNumber, string JournalLogin, string? MosRuLogin) : ActivationState;

    /// <summary>Nothing is written yet; this login is free.</summary>
    public sealed record Open(LoginProposal Proposal) : ActivationState;

    /// <summary>The login is the person's, the account not there yet: the password is asked again (E38).</summary>
    /// <param name="IsConfirmed">It is not the login that the person knew, and was confirmed in a step of its own.</param>
    public sealed record Reserved(string Login, bool IsConfirmed = false) : ActivationState;

    /// <summary>The account works (R22, R23).</summary>
    public sealed record Done(IssuedAccount Account) : ActivationState;
}

/// <summary>What the person has got, for the table «где какой логин» (R28–R33, D4).</summary>
/// <param name="AskedLogin">The login that was shown before; another one was issued if somebody took it meanwhile.</param>
/// <param name="IsMosRuLoginUntold">mos.ru does not tell by which login one is known there.</param>
/// <param name="IsPasswordOwn">The directory's password is the school's own (D24).</param>
/// <param name="OtherSchools">Further workplaces besides the one that gives the Teams address (E15).</param>
public sealed record IssuedAccount(
    string Login,
    string AskedLogin,
    string? MosRuLogin,
    string? JournalLogin,
    bool IsStaff,
    string Network,
    string? TeamsAddress,
    string School,
    IReadOnlyList<string> OtherSchools)
{
    /// <summary>The login that was issued, where <see cref="Login"/> is another name that an administrator gave (E43); null where it is not.</summary>
    public string? RenamedFrom { get; init; }

    /// <summary>An administrator keeps the account off (E56).</summary>
    public bool IsHeldOff { get; init; }

    /// <summary>The directory's password is the school's own, and not the one of mos.ru (D24).</summary>
    public bool IsPasswordOwn { get; init; }

    /// <summary>mos.ru does not tell its login here.</summary>
    public bool IsMosRuLoginUntold { get; init; }

    /// <summary>The school has switched the library off.</summary>
    public bool IsLibraryOff { get; init; }
}
