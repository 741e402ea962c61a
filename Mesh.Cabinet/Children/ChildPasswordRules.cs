using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;

namespace Mesh.Cabinet.Children;

/// <summary>What the password of a child must be: mos.ru's length, and all that the directory asks at the activation (D14).</summary>
internal static class ChildPasswordRules
{
    public const int MinLength = 8;

    // mos.ru takes no longer ones.
    public const int MaxLength = 128;

    /// <summary>Null for a good password.</summary>
    public static ChildOutcome? Fault(TypedPassword password, string login, string childName) => password.Reveal().Length switch
    {
        0 => new ChildOutcome.PasswordMissing(),
        < MinLength => new ChildOutcome.PasswordBreaksRule(PasswordRule.TooShort),
        > MaxLength => new ChildOutcome.PasswordBreaksRule(PasswordRule.TooLong),
        _ => PasswordPolicy.Broken(password, login, childName) is { } rule ? new ChildOutcome.PasswordBreaksRule(rule) : null,
    };
}
