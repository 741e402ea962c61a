namespace Mesh.Cabinet.Sandbox.SimplifiedAccounts;

/// <summary>What mos.ru asks of a password that somebody else chooses for a child.</summary>
internal static class PasswordRules
{
    private const int Shortest = 8;
    private const int Longest = 128;

    /// <returns>The rule that is broken; null for a good password.</returns>
    public static string? Broken(string? password, string login) => password switch
    {
        null or { Length: < Shortest } => "too_short",
        { Length: > Longest } => "too_long",
        _ when !password.Any(char.IsDigit) || !password.Any(char.IsLetter) => "too_plain",
        _ when password.Contains(login, StringComparison.OrdinalIgnoreCase) => "holds_login",
        _ => null,
    };
}
