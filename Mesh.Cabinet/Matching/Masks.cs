using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Matching;

/// <summary>What a person may see of a value that the school holds: enough to recognise their own, too little to learn another's.</summary>
internal static class Masks
{
    /// <summary>«•••-•••-••• 45».</summary>
    public static string Of(Snils snils) => $"•••-•••-••• {snils.Digits[^2..]}";

    /// <summary>«+••• •••-••-67».</summary>
    public static string Of(PhoneNumber phone) => $"+••• •••-••-{phone.E164[^2..]}";

    /// <summary>«i•••@p•••»: the first letter of either side.</summary>
    public static string Of(EmailAddress email)
    {
        var at = email.Folded.IndexOf('@', StringComparison.Ordinal);
        return $"{email.Folded[0]}•••@{email.Folded[at + 1]}•••";
    }
}
