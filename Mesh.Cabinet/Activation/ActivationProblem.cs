namespace Mesh.Cabinet.Activation;

/// <summary>What went wrong with the last try; travels in the address of the page that says so.</summary>
public enum ActivationProblem
{
    None,
    Expired,
    ConfirmFirst,
    PasswordMissing,
    WrongPassword,
    Blocked,
    MosRuUnavailable,
    MosRuRefuses,
    ConfirmAtMosRu,
    PasswordsDiffer,
    DirectoryUnavailable,
    DirectoryRefused,
    Busy,
    TooShort,
    TooLong,
    TooPlain,
    HoldsLogin,
    HoldsName,
    OtherRule,
}
