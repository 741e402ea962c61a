using System.Collections.Frozen;

namespace Mesh.Cabinet.Logins;

/// <summary>The one table by which Cyrillic becomes Latin in a login (D2): ICAO Doc 9303, as in the foreign passport.</summary>
internal static class Transliteration
{
    private static readonly FrozenDictionary<char, string> Table = new Dictionary<char, string>
    {
        ['а'] = "a", ['б'] = "b", ['в'] = "v", ['г'] = "g", ['д'] = "d", ['е'] = "e", ['ё'] = "e", ['ж'] = "zh", ['з'] = "z",
        ['и'] = "i", ['й'] = "i", ['к'] = "k", ['л'] = "l", ['м'] = "m", ['н'] = "n", ['о'] = "o", ['п'] = "p", ['р'] = "r",
        ['с'] = "s", ['т'] = "t", ['у'] = "u", ['ф'] = "f", ['х'] = "kh", ['ц'] = "ts", ['ч'] = "ch", ['ш'] = "sh",
        ['щ'] = "shch", ['ъ'] = "ie", ['ы'] = "y", ['ь'] = "", ['э'] = "e", ['ю'] = "iu", ['я'] = "ia",
        ['і'] = "i", ['ї'] = "i", ['є'] = "ie", ['ґ'] = "g", ['ў'] = "u",
    }.ToFrozenDictionary();

    /// <summary>The Latin letters for a Cyrillic one in either case; null for any other character. The soft sign gives an empty text.</summary>
    public static string? Of(char letter) => Table.GetValueOrDefault(char.ToLowerInvariant(letter));
}
