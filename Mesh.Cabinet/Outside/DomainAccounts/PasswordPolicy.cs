namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>The rule of the directory that a password breaks (D14).</summary>
public enum PasswordRule { TooShort, TooLong, TooPlain, HoldsLogin, HoldsName, Other, TooCommon }

/// <summary>
/// Active Directory's default password policy, looked at before anything is written: at least seven characters, three of upper
/// case, lower case, digits, other characters and letters without case, and neither the login nor a part of the name inside
/// («Passwords must meet complexity requirements»).
/// </summary>
public static class PasswordPolicy
{
    public const int MinLength = 7;

    // Windows does not look for shorter logins and parts of names.
    private const int ShortestPart = 3;

    // Where Windows cuts a display name into parts.
    private static readonly char[] BetweenParts = [',', '.', '-', '–', '_', ' ', '#', '\t'];

    /// <summary>The broken rule, or null for a password that the directory takes.</summary>
    public static PasswordRule? Broken(TypedPassword password, string login, string displayName)
    {
        var text = password.Reveal();
        if (text.Length < MinLength)
            return PasswordRule.TooShort;
        if (text.Length > TypedPassword.MaxLength)
            return PasswordRule.TooLong;

        var sorts = text.Select(SortOf).Distinct().Count();
        if (sorts < 3)
            return PasswordRule.TooPlain;
        if (Holds(text, login))
            return PasswordRule.HoldsLogin;
        return displayName.Split(BetweenParts).Any(part => Holds(text, part)) ? PasswordRule.HoldsName : null;
    }

    private static bool Holds(string text, string part) => part.Length >= ShortestPart && text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static int SortOf(char character) => character switch
    {
        _ when char.IsUpper(character) => 0,
        _ when char.IsLower(character) => 1,
        _ when char.IsAsciiDigit(character) => 2,
        _ when char.IsLetter(character) => 3,
        _ => 4,
    };
}
