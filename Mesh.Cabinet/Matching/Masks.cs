using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Matching;

/// <summary>What a person may see of a value that the school holds: enough to recognise their own, too little to learn another's.</summary>
internal static class Masks
{
    /// <summary>Stands for a sign that is not shown.</summary>
    public const char Hidden = '•';

    /// <summary>«•••-•••-••• 45».</summary>
    public static string Of(Snils snils) => $"•••-•••-••• {snils.Digits[^2..]}";

    /// <summary>«+• ••• •••-••-67», in groups as people write the number.</summary>
    public static string Of(PhoneNumber phone)
    {
        var (spaced, hidden) = (phone.Spaced, phone.E164.Count(char.IsAsciiDigit) - 2);
        return string.Concat(spaced.Select(sign => char.IsAsciiDigit(sign) && hidden-- > 0 ? Hidden : sign));
    }

    /// <summary>«i•••@p•••»: the first letter of either side.</summary>
    public static string Of(EmailAddress email)
    {
        var at = email.Folded.IndexOf('@', StringComparison.Ordinal);
        return $"{email.Folded[0]}•••@{email.Folded[at + 1]}•••";
    }
}
