using System.Text;
using System.Text.RegularExpressions;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>Texts on their way into LDAP, and the code in an error on its way out.</summary>
internal static partial class LdapText
{
    /// <summary>A value inside a filter (RFC 4515 §3).</summary>
    public static string InFilter(string value) => Escaped(value, character => character is '*' or '(' or ')' or '\\' or '\0');

    /// <summary>A value inside a distinguished name (RFC 4514 §2.4).</summary>
    public static string InDn(string value) => Escaped(value, character => character is '"' or '+' or ',' or ';' or '<' or '>' or '\\' or '=' or '#' or ' ' or '\0');

    /// <summary>The first part of a distinguished name, which names the object in its unit.</summary>
    public static string FirstOf(string dn)
    {
        for (var place = 0; place < dn.Length; place++)
        {
            if (dn[place] == '\\')
                place++;
            else if (dn[place] == ',')
                return dn[..place];
        }

        return dn;
    }

    /// <summary>At most so many UTF-16 units, as Active Directory counts, without half a character at the end; nothing of it is null.</summary>
    public static string? Cut(string? text, int length)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (text.Length <= length)
            return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    /// <summary>The Windows error at the start of an error message: LDAP's own result codes say too little.</summary>
    public static string? WindowsCode(string? message) => message is not null && Code().Match(message) is { Success: true } match ? match.Value.ToUpperInvariant() : null;

    /// <summary>«data 52e»: why a bind was refused.</summary>
    public static string? BindCode(string? message) => message is not null && Data().Match(message) is { Success: true } match ? match.Value : null;

    private static string Escaped(string value, Func<char, bool> isSpecial)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var character in value)
            escaped = isSpecial(character) ? escaped.Append('\\').Append(((int)character).ToString("x2")) : escaped.Append(character);
        return escaped.ToString();
    }

    [GeneratedRegex("^[0-9A-Fa-f]{8}(?=:)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    [GeneratedRegex("data [0-9a-f]{1,8}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Data();
}
