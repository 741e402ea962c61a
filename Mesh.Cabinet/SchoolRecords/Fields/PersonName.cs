using System.Text;

namespace Mesh.Cabinet.SchoolRecords.Fields;

/// <summary>Surname, name and patronymic of a person. Compared by <see cref="Folded"/> (E2, E3, E5).</summary>
/// <param name="Middle">Patronymic; null where the person has none.</param>
public sealed record PersonName(string Family, string Given, string? Middle)
{
    /// <summary>The longest part that is accepted, in characters.</summary>
    public const int MaxPartLength = 100;

    /// <summary>The three parts folded and joined by «|»; equal for names that count as the same.</summary>
    public string Folded => $"{Fold(Family)}|{Fold(Given)}|{Fold(Middle)}";

    /// <summary>«Иванов Иван Иванович».</summary>
    public string Full => Middle is null ? $"{Family} {Given}" : $"{Family} {Given} {Middle}";

    /// <summary>
    /// One part as it is compared: NFC first and no mark stripped, or й would turn into и; lower case; ё is е; every dash is a
    /// hyphen without spaces around it; any run of spaces is one (E2, E3). Nothing at all folds to an empty text (E5).
    /// </summary>
    public static string Fold(string? part)
    {
        if (string.IsNullOrWhiteSpace(part))
            return "";

        var folded = new StringBuilder(part.Length);
        foreach (var raw in WithoutYo(part.ToLowerInvariant()))
        {
            var character = raw switch
            {
                '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2015' or '\u2212' or '\uFE58' or '\uFE63' or '\uFF0D' => '-',
                _ when char.IsWhiteSpace(raw) => ' ',
                _ => raw,
            };
            var last = folded.Length == 0 ? '\0' : folded[^1];
            if (character == ' ' && (last is '\0' or ' ' or '-'))
                continue;
            if (character == '-' && last == ' ')
                folded.Length--;
            folded.Append(character);
        }

        if (folded.Length > 0 && folded[^1] == ' ')
            folded.Length--;
        return folded.ToString();
    }

    // A mark after ё may combine with the е it becomes, and give another ё: again, until nothing changes.
    private static string WithoutYo(string part)
    {
        while (true)
        {
            var folded = part.Normalize(NormalizationForm.FormC).Replace('ё', 'е');
            if (folded == part)
                return folded;
            part = folded;
        }
    }

    public override string ToString() => "***";
}
