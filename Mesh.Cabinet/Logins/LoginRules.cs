using System.Text;

namespace Mesh.Cabinet.Logins;

/// <summary>
/// What a login of the МЭШ domain may look like and how one is formed from a text that may not be one (D1, D2, R26, R27).
/// Pure: whether somebody already holds a login is decided by a unique index.
/// </summary>
public static class LoginRules
{
    /// <summary>Active Directory's limit of sAMAccountName, in characters.</summary>
    public const int MaxLength = 20;

    /// <summary>Whether the login stays as it is, byte for byte (R27).</summary>
    public static bool IsLegal(string login) =>
        login.Length is > 0 and <= MaxLength && login.All(IsAllowed) && !ReservedNames.Contains(login);

    /// <summary>The form by which logins are compared and kept unique (E31).</summary>
    /// <remarks>
    /// SQL Server takes a text for equal to itself with spaces at its end, in whatever collation: one that ends in a space is kept with a bar
    /// behind it, and so that no two become one, also one that ends in a bar.
    /// </remarks>
    public static string Fold(string login)
    {
        var folded = login.ToLowerInvariant();
        return folded is [.., ' ' or '|'] ? $"{folded}|" : folded;
    }

    /// <summary>The characters as a person sees and counts them; half a surrogate pair becomes «\uFFFD», so no text is too broken to read.</summary>
    public static IEnumerable<string> Characters(string text) =>
        string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormC).EnumerateRunes().Select(rune => rune.ToString());

    /// <summary>Every reason why the login is not legal, in the order of places; empty for a legal one.</summary>
    public static IReadOnlyList<LoginFlaw> Flaws(string login)
    {
        var flaws = new List<LoginFlaw>();
        var place = 0;
        foreach (var seen in Characters(login))
        {
            place++;
            if (seen is [var character] && IsAllowed(character))
                continue;
            flaws.Add(seen is [var letter] && Transliteration.Of(letter) is { } becomes
                ? new LoginFlaw.Cyrillic(seen, place, becomes)
                : new LoginFlaw.Forbidden(seen, place, KindOf(seen)));
        }

        if (place > MaxLength)
            flaws.Add(new LoginFlaw.TooLong(place));
        if (ReservedNames.Contains(login))
            flaws.Add(new LoginFlaw.Reserved(login));
        return flaws;
    }

    /// <summary>
    /// Cyrillic to Latin, lower case, a run of forbidden characters to one <paramref name="replacement"/>, trimmed and cut (D2).
    /// </summary>
    /// <returns>An allowed text of at most 20 characters, perhaps a reserved name; null if nothing is left (E35).</returns>
    public static string? Sanitize(string text, string replacement = "_")
    {
        var result = new StringBuilder(text.Length);
        var inRun = false;
        foreach (var character in Characters(text).SelectMany(seen => seen))
        {
            var kept = Transliteration.Of(character) ?? (IsAllowed(character) ? char.ToLowerInvariant(character).ToString() : null);
            if (kept is null && !inRun)
                result.Append(replacement);
            inRun = kept is null;
            result.Append(kept);
        }

        char[] edges = ['_', .. replacement];
        var trimmed = result.ToString().Trim(edges);
        var cut = trimmed.Length > MaxLength ? trimmed[..MaxLength].TrimEnd(edges) : trimmed;
        return cut.Length == 0 ? null : cut;
    }

    /// <summary>«ivanov_i_i»: a login from the name, for who has none or one of which nothing is left (D3, E35).</summary>
    public static string FromName(string family, string given, string? middle, string replacement = "_") =>
        Sanitize($"{family} {Initial(given)} {Initial(middle)}", replacement)
        ?? Sanitize($"{given} {middle}", replacement)
        ?? "mesh";

    /// <summary>
    /// The logins to try in turn: the wanted one, then with the suffixes 2, 3, …; each at most 20 characters with its suffix,
    /// none of them reserved (D2, E30, E34).
    /// </summary>
    public static IEnumerable<string> Candidates(string wanted) => Numbered(wanted).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the login is the wanted one or one of its numbered forms.</summary>
    public static bool IsCandidate(string login, string wanted)
    {
        if (string.Equals(login, wanted, StringComparison.Ordinal))
            return IsLegal(login);

        var digits = login.Length - login.TrimEnd("0123456789".ToCharArray()).Length;
        return Enumerable.Range(1, Math.Min(digits, 9)).Any(length =>
            int.TryParse(login[^length..], out var number) && number >= 2 && IsLegal(login)
            && string.Equals(login, WithSuffix(wanted, number), StringComparison.Ordinal));
    }

    /// <summary>The bare login where a person typed it with the Teams domain behind it (E37).</summary>
    public static string Bare(string typed)
    {
        var trimmed = typed.Trim();
        var at = trimmed.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && trimmed.EndsWith(".mos.ru", StringComparison.OrdinalIgnoreCase) ? trimmed[..at] : trimmed;
    }

    // A cut login that ends in digits may meet itself again.
    private static IEnumerable<string> Numbered(string wanted)
    {
        if (IsLegal(wanted))
            yield return wanted;
        for (var number = 2; ; number++)
        {
            var candidate = WithSuffix(wanted, number);
            if (IsLegal(candidate))
                yield return candidate;
        }
    }

    private static bool IsAllowed(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-';

    private static string WithSuffix(string wanted, int number)
    {
        var suffix = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var room = MaxLength - suffix.Length;
        return (wanted.Length > room ? wanted[..room].TrimEnd('_') : wanted) + suffix;
    }

    private static string? Initial(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim()[..1];

    private static ForbiddenKind KindOf(string character) => character[0] switch
    {
        var c when char.IsWhiteSpace(c) => ForbiddenKind.Space,
        var c when char.IsControl(c) => ForbiddenKind.Control,
        < '\u007f' => ForbiddenKind.Punctuation,
        _ => ForbiddenKind.Foreign,
    };
}
