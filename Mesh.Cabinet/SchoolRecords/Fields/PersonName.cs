using System.Collections.Frozen;
using System.Globalization;
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

    /// <summary>Signs that nobody sees, such as a soft hyphen (E50).</summary>
    Unseen = 16,

    /// <summary>The kinds of apostrophe (E50).</summary>
    Apostrophe = 32,

    All = LetterCase | Yo | Dash | Spaces | Unseen | Apostrophe,
}

/// <summary>Surname, name and patronymic of a person. Compared by <see cref="Folded"/> (E2, E3, E5).</summary>
/// <param name="Middle">Patronymic; null where the person has none, however that is written.</param>
public sealed record PersonName(string Family, string Given, string? Middle)
{
    /// <summary>The longest part that is accepted, in characters.</summary>
    public const int MaxPartLength = 100;

    // Unicode's class of dashes lacks the minus; its classes know no apostrophe: a modifier letter, quotes, accents and the prime are written for one.
    private const char Minus = '\u2212';
    private const string Apostrophes = "'`\u00B4\u02B9\u02BB\u02BC\u02BD\u02C8\u02CA\u02CB\u2018\u2019\u201B\u2032\u2035\uFF07";

    // Beside the format characters (Cf): what is drawn as nothing though its class is another (Default_Ignorable_Code_Point, braille blank).
    private const string DrawnAsNothing = "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u2800\u3164\uFFA0";

    private static readonly FrozenSet<string> NoPatronymic =
        new[] { "", "-", "нет", "отсутствует", "не имеет", "без отчества", "нет отчества", "отчества нет", "б/о", ".", "н/д", "no", "none", "null", "n/a" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Patronymic; null where the person has none: «-», «нет», «отсутствует» are no patronymic (E5, E50).</summary>
    public string? Middle { get; } = Middle is null || NoPatronymic.Contains(Fold(Middle).Trim('(', ')', '.')) ? null : Middle;

    /// <summary>The three parts folded and joined by «|»; equal for names that count as the same.</summary>
    public string Folded => $"{Fold(Family)}|{Fold(Given)}|{Fold(Middle)}";

    /// <summary>«Иванов Иван Иванович».</summary>
    public string Full => Middle is null ? $"{Family} {Given}" : $"{Family} {Given} {Middle}";

    /// <summary>One part as it is kept: without signs that nobody sees and spaces at its ends (E50); as it was written otherwise.</summary>
    public static string Clean(string part) => WithoutUnseen(WholeText.Of(part)).Trim();

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
        part = foldings.HasFlag(NameFolding.Unseen) ? WithoutUnseen(part) : part;
        part = foldings.HasFlag(NameFolding.Apostrophe) ? WithOneApostrophe(part) : part;
        part = foldings.HasFlag(NameFolding.LetterCase) ? part.ToLowerInvariant() : part;
        part = foldings.HasFlag(NameFolding.Yo) ? WithoutYo(part) : part.Normalize(NormalizationForm.FormC);
        part = foldings.HasFlag(NameFolding.Dash) ? WithOneDash(part) : part;
        return foldings.HasFlag(NameFolding.Spaces) ? WithOneSpace(part) : part.Trim();
    }

    private static string WithOneDash(string part) => string.Concat(part.Select(letter => IsDash(letter) ? '-' : letter));

    private static string WithOneApostrophe(string part) => string.Concat(part.Select(letter => Apostrophes.Contains(letter, StringComparison.Ordinal) ? '\'' : letter));

    // What stood on both sides of such a sign may combine once it is gone.
    private static string WithoutUnseen(string part) =>
        part.EnumerateRunes().Any(IsUnseen) ? string.Concat(part.EnumerateRunes().Where(rune => !IsUnseen(rune))).Normalize(NormalizationForm.FormC) : part;

    private static bool IsUnseen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format || rune.Value is >= 0xFE00 and <= 0xFE0F or >= 0xE0000 and <= 0xE0FFF
        || (rune.IsBmp && DrawnAsNothing.Contains((char)rune.Value, StringComparison.Ordinal));

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

    private static bool IsDash(char letter) => letter == Minus || char.GetUnicodeCategory(letter) is UnicodeCategory.DashPunctuation;

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
