using System.Security.Cryptography;
using System.Text;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Activation;

/// <summary>
/// A password for the school's equipment that nobody can compare with the one of mos.ru (D24): mos.ru has just asked its own, and the person
/// types this one twice, since nobody would notice a slip.
/// </summary>
internal static class OwnPassword
{
    /// <returns>Null if the password may be set, as far as it can be told before the directory's policy.</returns>
    public static ActivationOutcome? Fault(Session session, TypedPassword password, TypedPassword repeated, DateTimeOffset now)
    {
        if (!session.IsFresh(now))
            return new ActivationOutcome.ConfirmAtMosRu();
        return password.Reveal().Length switch
        {
            0 => new ActivationOutcome.PasswordMissing(),
            > TypedPassword.MaxLength => new ActivationOutcome.PasswordBreaksRule(PasswordRule.TooLong),
            _ => IsSame(password, repeated) ? null : new ActivationOutcome.PasswordsDiffer(),
        };
    }

    private static bool IsSame(TypedPassword one, TypedPassword other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one.Reveal()), Encoding.UTF8.GetBytes(other.Reveal()));
}
