namespace Mesh.Cabinet.Logins;

/// <summary>What a legal login is: letters, digits, «_» and «-» of ASCII, at most twenty, not reserved (D1, R27).</summary>
public static class LoginRules
{
    public const int MaxLength = 20;

    public static bool IsLegal(string login) =>
        login.Length is > 0 and <= MaxLength
        && login.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-')
        && !ReservedNames.Contains(login);

    /// <summary>A login as it is compared: without case (E31).</summary>
    public static string Fold(string login) => login.ToLowerInvariant();
}
