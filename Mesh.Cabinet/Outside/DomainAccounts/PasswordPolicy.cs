namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>The rule of the directory that a password breaks (D14).</summary>
public enum PasswordRule { TooShort, TooLong, TooPlain, Other }

/// <summary>
/// Active Directory's default password policy, looked at before anything is written: at least seven characters, and three of
/// upper case, lower case, digits, other characters and letters without case.
/// </summary>
public static class PasswordPolicy
{
    public const int MinLength = 7;

    /// <summary>The broken rule, or null for a password that the directory takes.</summary>
    public static PasswordRule? Broken(TypedPassword password)
    {
        var text = password.Reveal();
        if (text.Length < MinLength)
            return PasswordRule.TooShort;
        if (text.Length > TypedPassword.MaxLength)
            return PasswordRule.TooLong;

        var sorts = text.Select(SortOf).Distinct().Count();
        return sorts >= 3 ? null : PasswordRule.TooPlain;
    }

    private static int SortOf(char character) => character switch
    {
        _ when char.IsUpper(character) => 0,
        _ when char.IsLower(character) => 1,
        _ when char.IsAsciiDigit(character) => 2,
        _ when char.IsLetter(character) => 3,
        _ => 4,
    };
}
