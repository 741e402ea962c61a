namespace Mesh.Cabinet.MyServices;

/// <summary>Finds tiles by what a person types: any case, ё as е, no hyphens, part of a word, and Russian typed with the English layout.</summary>
internal static class ServiceSearch
{
    /// <summary>Longer than any name; what is beyond is not looked at.</summary>
    public const int MaxLength = 60;

    private const string English = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
    private const string Russian = "йцукенгшщзхъфывапролджэячсмитьбюё";

    /// <summary>The words to look for; empty for everything.</summary>
    public static IReadOnlyList<string> Words(string? typed) =>
        Fold(typed is { Length: > MaxLength } ? typed[..MaxLength] : typed ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The tiles whose text holds every word; all if there are no words.</summary>
    public static IEnumerable<T> Find<T>(IEnumerable<T> tiles, Func<T, string> text, IReadOnlyList<string> words) =>
        words.Count == 0 ? tiles : tiles.Where(tile => Matches(text(tile), words));

    /// <summary>Whether a text holds every word, as typed or as meant.</summary>
    public static bool Matches(string text, IReadOnlyList<string> words)
    {
        var folded = Fold(text);
        return words.All(word => folded.Contains(word, StringComparison.Ordinal) || folded.Contains(Fold(AsRussian(word)), StringComparison.Ordinal));
    }

    private static string AsRussian(string word) => string.Concat(word.Select(letter => English.IndexOf(letter, StringComparison.Ordinal) is var place and >= 0 ? Russian[place] : letter));

    private static string Fold(string text) => text.ToLowerInvariant().Replace('ё', 'е').Replace('\u00a0', ' ').Replace("-", "", StringComparison.Ordinal);
}
