namespace Mesh.Cabinet.Sandbox.Accounts;

/// <summary>What the directory refuses, like Active Directory with its default policy.</summary>
internal static class DirectoryRules
{
    private const int LongestUserName = 20;
    private const int ShortestPassword = 7;
    private const int LongestPassword = 256;
    private const int NeededKinds = 3;
    private const string Forbidden = "\"/\\[]:;|=,+*?<>";

    public static void CheckUserName(string userName)
    {
        if (userName.Length is 0 or > LongestUserName)
            throw ScimFault.InvalidValue($"userName: must have 1 to {LongestUserName} characters.");
        if (userName.FirstOrDefault(character => char.IsControl(character) || Forbidden.Contains(character, StringComparison.Ordinal)) is var bad and not '\0')
            throw ScimFault.InvalidValue($"userName: must not hold U+{(int)bad:X4}.");
        if (userName.Contains('\0', StringComparison.Ordinal))
            throw ScimFault.InvalidValue("userName: must not hold U+0000.");
        if (userName[^1] == '.')
            throw ScimFault.InvalidValue("userName: must not end with a dot.");
        if (string.IsNullOrWhiteSpace(userName))
            throw ScimFault.InvalidValue("userName: must not be blank.");
    }

    public static void CheckPassword(string password)
    {
        if (password.Length < ShortestPassword)
            throw ScimFault.InvalidValue($"password: length: must have at least {ShortestPassword} characters.");
        if (password.Length > LongestPassword)
            throw ScimFault.InvalidValue($"password: length: must have at most {LongestPassword} characters.");
        if (password.Select(KindOf).Distinct().Count() < NeededKinds)
            throw ScimFault.InvalidValue("password: complexity: must hold three of upper case letters, lower case letters, digits and other characters.");
    }

    private static char KindOf(char character) => character switch
    {
        _ when char.IsUpper(character) => 'A',
        _ when char.IsLower(character) => 'a',
        _ when char.IsDigit(character) => '0',
        _ => '-',
    };
}
