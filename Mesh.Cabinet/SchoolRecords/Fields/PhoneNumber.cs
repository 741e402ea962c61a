using PhoneNumbers;

namespace Mesh.Cabinet.SchoolRecords.Fields;

/// <summary>A phone number in E.164; «8…», «7…», «+7…» and ten digits are one Russian number, foreign ones are kept (E7).</summary>
public sealed record PhoneNumber
{
    private const int MaxLength = 40;
    private static readonly PhoneNumberUtil Util = PhoneNumberUtil.GetInstance();

    private PhoneNumber(string e164) => E164 = e164;

    /// <summary>«+» and up to fifteen digits.</summary>
    public string E164 { get; }

    /// <summary>As people write it: «+7 916 123-45-67», with spaces that do not break.</summary>
    public string Spaced => Util.Format(Util.Parse(E164, "RU"), PhoneNumberFormat.INTERNATIONAL).Replace(' ', '\u00a0');

    /// <summary>Null if the text cannot be a phone number.</summary>
    public static PhoneNumber? TryParse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength || text.Any(char.IsControl))
            return null;

        try
        {
            var number = Util.Parse(text, "RU");
            var e164 = Util.Format(number, PhoneNumberFormat.E164);
            return Util.IsPossibleNumber(number) && IsReadAgain(e164) ? new PhoneNumber(e164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    // Where a country's digit for calls abroad or between its towns stands twice, each reading would take one away.
    private static bool IsReadAgain(string e164) => Util.Format(Util.Parse(e164, "RU"), PhoneNumberFormat.E164) == e164;

    public override string ToString() => "***";
}
