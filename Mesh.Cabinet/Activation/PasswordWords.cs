using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;

namespace Mesh.Cabinet.Activation;

/// <summary>What is wrong with a password of the school's own, for the person to mend there and then: mos.ru has no part in it.</summary>
internal static class PasswordWords
{
    public static string? OfOwn(ActivationProblem problem) => problem switch
    {
        ActivationProblem.PasswordMissing => ActivationText.OwnMissing,
        ActivationProblem.PasswordsDiffer => ActivationText.OwnDiffer,
        ActivationProblem.TooShort => string.Format(ActivationText.OwnTooShort, PasswordPolicy.MinLength),
        ActivationProblem.TooLong => string.Format(ActivationText.OwnTooLong, TypedPassword.MaxLength),
        ActivationProblem.TooPlain => ActivationText.OwnTooPlain,
        ActivationProblem.HoldsLogin => ActivationText.OwnHoldsLogin,
        ActivationProblem.HoldsName => ActivationText.OwnHoldsName,
        ActivationProblem.OtherRule => ActivationText.OwnOtherRule,
        _ => null,
    };
}
