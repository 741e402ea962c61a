using Mesh.Cabinet.Outside.DomainAccounts;

namespace Mesh.Cabinet.Activation;

/// <summary>How one try to activate ended.</summary>
public abstract record ActivationOutcome
{
    private ActivationOutcome()
    {
    }

    /// <summary>The account works, now or since an earlier try.</summary>
    public sealed record Done : ActivationOutcome;

    /// <summary>Activation is not for this person, or support has the case: nothing was asked or written.</summary>
    public sealed record NotNow : ActivationOutcome;

    /// <summary>The login is not the one the person knows, and they have not confirmed it.</summary>
    public sealed record ConfirmFirst : ActivationOutcome;

    public sealed record PasswordMissing : ActivationOutcome;

    /// <summary>Not the person's mos.ru password; nothing was written (R21).</summary>
    public sealed record WrongPassword : ActivationOutcome;

    /// <summary>Too many wrong passwords; signing in is not affected.</summary>
    public sealed record Blocked : ActivationOutcome;

    /// <summary>mos.ru gave no answer about the password; the try is not counted.</summary>
    public sealed record MosRuUnavailable : ActivationOutcome;

    /// <summary>mos.ru will not answer us about passwords, however often it is asked; the try is not counted.</summary>
    public sealed record MosRuRefuses : ActivationOutcome;

    /// <summary>Nobody can compare the password, and mos.ru has not just asked for its own (D24).</summary>
    public sealed record ConfirmAtMosRu : ActivationOutcome;

    /// <summary>Typed twice, and not alike.</summary>
    public sealed record PasswordsDiffer : ActivationOutcome;

    /// <summary>Right at mos.ru, and the directory would refuse it (D14); nothing was written.</summary>
    public sealed record PasswordBreaksRule(PasswordRule Rule) : ActivationOutcome;

    /// <summary>The login is reserved; the directory answers and does not take the account: support has a case (E45).</summary>
    public sealed record DirectoryRefused : ActivationOutcome;

    /// <summary>The login is reserved; the directory did not answer (E38).</summary>
    public sealed record DirectoryUnavailable : ActivationOutcome;
}
