namespace Mesh.Cabinet.SchoolRecords.Fields;

/// <summary>СНИЛС, the insurance number of a person: eleven digits whose last two are a check sum (E1).</summary>
public sealed record Snils
{
    // Numbers up to 001-001-998 were given out before the check sum existed.
    private const int LastUnchecked = 1_001_998;

    private Snils(string digits) => Digits = digits;

    /// <summary>Eleven digits without separators.</summary>
    public string Digits { get; }

    /// <summary>Reads «112-233-445 95», «11223344595» and the like; null if it is not eleven digits or the check sum is wrong.</summary>
    public static Snils? TryParse(string? text) => DigitsOf(text) is { } digits && IsCheckSumRight(digits) ? new Snils(digits) : null;

    /// <summary>The eleven digits of a text that looks like a СНИЛС, whatever their check sum; null if it does not.</summary>
    public static string? DigitsOf(string? text)
    {
        if (text is null || text.Length > 32)
            return null;

        var digits = string.Concat(text.Where(character => character is not ('-' or ' ' or '\u00A0' or '\u2010' or '\u2011' or '\u2013')));
        return digits.Length == 11 && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    /// <summary>Prints nothing of the number, so that it cannot reach a log.</summary>
    public override string ToString() => "***";

    private static bool IsCheckSumRight(string digits)
    {
        if (int.Parse(digits.AsSpan(0, 9), System.Globalization.CultureInfo.InvariantCulture) <= LastUnchecked)
            return true;

        var sum = Enumerable.Range(0, 9).Sum(place => (9 - place) * (digits[place] - '0')) % 101 % 100;
        return sum == int.Parse(digits.AsSpan(9), System.Globalization.CultureInfo.InvariantCulture);
    }
}
