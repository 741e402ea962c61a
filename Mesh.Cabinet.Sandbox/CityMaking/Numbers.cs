using System.Globalization;

namespace Mesh.Cabinet.Sandbox.CityMaking;

/// <summary>Numbers that belong to nobody but look right: СНИЛС with its check sum, phones, both unique by a running number.</summary>
internal static class Numbers
{
    // Coprime to the width of the range, so that different people never meet in one number.
    private const long Step = 104_729;
    private const long SnilsFloor = 300_000_000;
    private const long SnilsWidth = 600_000_000;

    /// <summary>«112-233-445 95» for the person with that running number.</summary>
    public static string Snils(long person)
    {
        var number = SnilsFloor + person * Step % SnilsWidth;
        var digits = number.ToString("D9", CultureInfo.InvariantCulture);
        var sum = Enumerable.Range(0, 9).Sum(place => (9 - place) * (digits[place] - '0')) % 101 % 100;
        return string.Create(CultureInfo.InvariantCulture, $"{digits[..3]}-{digits[3..6]}-{digits[6..]} {sum:D2}");
    }

    /// <summary>«+79000000000» and on: a range kept for people of no existence; seven digits are enough for any city.</summary>
    public static string Phone(long person) => string.Create(CultureInfo.InvariantCulture, $"+7900{person:D7}");
}
