using System.Globalization;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>Writes what came of matching in the words of <c>verdicts.txt</c>.</summary>
internal static class VerdictPrint
{
    public static string Of(Access access)
    {
        var roles = access.Granted.Select(granted => (granted.Role, $"{Name(granted.Role)} open"))
            .Concat(access.Withheld.Select(withheld => (withheld.Role, Of(withheld))))
            .OrderBy(role => role.Role).Select(role => role.Item2).ToList();
        return roles.Count == 0 ? "nobody" : string.Join(" / ", roles) + (access.OtherSnils is null ? "" : "; other snils at school");
    }

    private static string Of(WithheldRole role)
    {
        var said = role.Verdicts.Where(verdict => verdict.Comparison is not Comparison.Equal)
            .Select(verdict => $"{Name(verdict.Field)} {Of(verdict.Comparison)}{(verdict is { SchoolValues: > 1, Comparison.IsMatch: false } ? $" of {verdict.SchoolValues}" : "")}");
        var text = role.Hindrance is { } hindrance ? $"{Name(role.Role)} {Of(hindrance)}" : $"{Name(role.Role)}: {string.Join(", ", said)}";
        return role.IsProven || role.Hindrance is not null ? text : $"{text} (unproven)";
    }

    private static string Of(Comparison comparison) => comparison switch
    {
        Comparison.EqualFolded folded => string.Join(' ', Enum.GetValues<NameFolding>()
            .Where(one => int.IsPow2((int)one) && folded.Folding.HasFlag(one)).Select(one => "~" + Lower(one.ToString()))),
        Comparison.EqualRewritten => "~rewritten",
        Comparison.NotNeeded => "not needed",
        Comparison.UnverifiedAtMosRu => "unverified at mos.ru",
        Comparison.MissingAtMosRu => "missing at mos.ru",
        Comparison.UnreadableAtMosRu => "unreadable at mos.ru",
        Comparison.MissingAtSchool => "missing at school",
        Comparison.UnreadableAtSchool => "unreadable at school",
        Comparison.HyphenOrSpace => "hyphen or space",
        Comparison.OtherSign => "other sign",
        Comparison.LatinLetter latin => $"latin {latin.Letter} {latin.Place}",
        Comparison.LatinLetterAtSchool => "latin at school",
        Comparison.Swapped => "swapped",
        Comparison.OneLetter => "one letter",
        Comparison.OtherSurname => "other surname",
        Comparison.OneDigit => "one digit",
        Comparison.TransposedDigits => "transposed digits",
        Comparison.RepresentativesContact => "the parent's",
        Comparison.Different => "different",
        _ => throw new InvalidOperationException($"{comparison} cannot be said."),
    };

    private static string Of(Hindrance hindrance) => hindrance switch
    {
        Hindrance.StartsOn starts => $"starts {Date(starts.Date)}",
        Hindrance.Ended { Date: { } date } => $"ended {Date(date)}",
        Hindrance.Ended => "ended",
        Hindrance.SeveralRecords => "several",
        Hindrance.TieRefused => "tie refused",
        Hindrance.ComeByMosRu => "come by mos.ru",
        _ => throw new InvalidOperationException($"{hindrance} cannot be said."),
    };

    private static string Name(ProfileField field) => field switch
    {
        ProfileField.FamilyName => "family",
        ProfileField.GivenName => "given",
        ProfileField.MiddleName => "middle",
        _ => Lower(field.ToString()),
    };

    private static string Name(PersonRole role) => Lower(role.ToString());

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Lower(string text) => text.ToLowerInvariant();
}
