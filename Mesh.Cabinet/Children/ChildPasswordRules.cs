using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;

namespace Mesh.Cabinet.Children;

/// <summary>
/// What the password of a child must be: mos.ru's length, all that the directory asks at the activation (D14), and none of those that
/// are tried first (NIST SP 800-63B §3.1.1.2), nor made of words that belong to this place or this child.
/// </summary>
internal static class ChildPasswordRules
{
    public const int MinLength = 8;

    // mos.ru takes no longer ones.
    public const int MaxLength = 128;

    // What takes fewer than a million guesses, on zxcvbn's scale from 0 to 4.
    private const int LeastScore = 2;

    // What is longer has strength enough, and would take long to measure.
    private const int MostMeasured = 64;

    private static readonly string[] OwnWords = ["mesh", "мэш", "mosru", "mos.ru", "school", "shkola", "школа", "dnevnik", "дневник", "moskva", "москва", "moscow", "zhurnal", "uchebnik", "parol", "пароль", "gfhjkm"];

    /// <summary>Null for a good password.</summary>
    public static ChildOutcome? Fault(TypedPassword password, string login, string childName) => password.Reveal().Length switch
    {
        0 => new ChildOutcome.PasswordMissing(),
        < MinLength => new ChildOutcome.PasswordBreaksRule(PasswordRule.TooShort),
        > MaxLength => new ChildOutcome.PasswordBreaksRule(PasswordRule.TooLong),
        _ => (PasswordPolicy.Broken(password, login, childName) ?? Common(password, login, childName)) is { } rule ? new ChildOutcome.PasswordBreaksRule(rule) : null,
    };

    private static PasswordRule? Common(TypedPassword password, string login, string childName)
    {
        var text = password.Reveal();
        if (text.Length > MostMeasured)
            return null;
        return Zxcvbn.Zxcvbn.MatchPassword(text, [.. OwnWords, login, .. childName.Split(' ')]).Score < LeastScore ? PasswordRule.TooCommon : null;
    }
}
