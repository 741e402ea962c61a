using System.Text;

namespace Mesh.Cabinet.SchoolRecords.Fields;

/// <summary>What is taken for the same when names are compared (E2, E3).</summary>
[Flags]
public enum NameFolding
{
    None = 0,

    /// <summary>Capital and small letters.</summary>
    LetterCase = 1,

    /// <summary>ё and е.</summary>
    Yo = 2,

    /// <summary>The kinds of dash.</summary>
    Dash = 4,

    /// <summary>Double, no-break and needless spaces.</summary>
    Spaces = 8,

    All = LetterCase | Yo | Dash | Spaces,
}

/// <summary>Surname, name and patronymic of a person. Compared by <see cref="Folded"/> (E2, E3, E5).</summary>
/// <param name="Middle">Patronymic; null where the person has none.</param>
public sealed record PersonName(string Family, string Given, string? Middle)
{
    /// <summary>The longest part that is accepted, in characters.</summary>
    public const int MaxPartLength = 100;

    private const string Dashes = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE58\uFE63\uFF0D";

    /// <summary>The three parts folded and joined by «|»; equal for names that count as the same.</summary>
    public string Folded => $"{Fold(Family)}|{Fold(Given)}|{Fold(Middle)}";

    /// <summary>«Иванов Иван Иванович».</summary>
    public string Full => Middle is null ? $"{Family} {Given}" : $"{Family} {Given} {Middle}";

    /// <summary>
    /// One part as it is compared: NFC first and no mark stripped, or й would turn into и; lower case; ё is е; every dash is a
    /// hyphen without spaces around it; any run of spaces is one (E2, E3). Nothing at all folds to an empty text (E5).
    /// </summary>
    public static string Fold(string? part) => Fold(part, NameFolding.All);

    /// <summary>One part with some of the foldings only; spaces at the ends go in any case.</summary>
    public static string Fold(string? part, NameFolding foldings)
    {
        if (string.IsNullOrWhiteSpace(part))
            return "";

        // Composed first: İ has no small letter of its own, the Ḭ that it makes with a mark after it has one.
        part = WholeText.Of(part).Normalize(NormalizationForm.FormC);
        part = foldings.HasFlag(NameFolding.LetterCase) ? part.ToLowerInvariant() : part;
        part = foldings.HasFlag(NameFolding.Yo) ? WithoutYo(part) : part.Normalize(NormalizationForm.FormC);
        part = foldings.HasFlag(NameFolding.Dash) ? WithOneDash(part) : part;
        return foldings.HasFlag(NameFolding.Spaces) ? WithOneSpace(part) : part.Trim();
    }

    private static string WithOneDash(string part) => string.Concat(part.Select(letter => Dashes.Contains(letter, StringComparison.Ordinal) ? '-' : letter));

    private static string WithOneSpace(string part)
    {
        var folded = new StringBuilder(part.Length);
        foreach (var letter in part.Trim())
        {
            var last = folded.Length == 0 ? '\0' : folded[^1];
            if (char.IsWhiteSpace(letter) && (last == ' ' || IsDash(last)))
                continue;
            if (IsDash(letter) && last == ' ')
                folded.Length--;
            folded.Append(char.IsWhiteSpace(letter) ? ' ' : letter);
        }

        return folded.ToString();
    }

    private static bool IsDash(char letter) => letter == '-' || Dashes.Contains(letter, StringComparison.Ordinal);

    // A mark after ё may combine with the е it becomes, and give another ё: again, until nothing changes.
    private static string WithoutYo(string part)
    {
        while (true)
        {
            var folded = part.Normalize(NormalizationForm.FormC).Replace('ё', 'е').Replace('Ё', 'Е');
            if (folded == part)
                return folded;
            part = folded;
        }
    }

    public override string ToString() => "***";
}
