using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Matching;

/// <summary>Compares names part by part and says what is wrong with each.</summary>
internal static class NameComparison
{
    // Latin letters that look like a Cyrillic one, and the one they look like.
    private const string Latin = "aceopxykABCEHKMOPTXYu";
    private const string Cyrillic = "асеорхукАВСЕНКМОРТХУи";

    public static IReadOnlyList<Obstacle> Compare(PersonName atMosRu, PersonName atSchool)
    {
        if (atMosRu.Folded == atSchool.Folded)
            return [];
        if (PersonName.Fold(atMosRu.Family) == PersonName.Fold(atSchool.Given) && PersonName.Fold(atMosRu.Given) == PersonName.Fold(atSchool.Family))
            return [new Obstacle.Swapped()];

        return
        [
            .. Part(ProfileField.FamilyName, atMosRu.Family, atSchool.Family),
            .. Part(ProfileField.GivenName, atMosRu.Given, atSchool.Given),
            .. Part(ProfileField.MiddleName, atMosRu.Middle, atSchool.Middle),
        ];
    }

    /// <summary>The name with every look-alike Latin letter made Cyrillic; null if there is none to make. For finding, never for matching.</summary>
    public static PersonName? WithoutLatin(PersonName name)
    {
        var mended = new PersonName(Mend(name.Family), Mend(name.Given), name.Middle is null ? null : Mend(name.Middle));
        return mended == name ? null : mended;
    }

    private static IEnumerable<Obstacle> Part(ProfileField field, string? atMosRu, string? atSchool)
    {
        if (PersonName.Fold(atMosRu) == PersonName.Fold(atSchool))
            yield break;

        var foreign = FirstLatin(atMosRu ?? "");
        yield return atMosRu is null ? new Obstacle.MissingAtMosRu(field)
            : foreign >= 0 ? new Obstacle.LatinLetter(field, atMosRu[foreign], foreign + 1)
            : new Obstacle.Differs(field);
    }

    private static int FirstLatin(string text) => text.ToList().FindIndex(char.IsAsciiLetter);

    private static string Mend(string text) => string.Concat(text.Select(letter =>
        Latin.IndexOf(letter, StringComparison.Ordinal) is var place and >= 0 ? Cyrillic[place] : letter));
}
