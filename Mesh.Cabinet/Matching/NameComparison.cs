using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Matching;

/// <summary>Compares names part by part and says what is wrong with each (E2–E6).</summary>
internal static class NameComparison
{
    // Latin letters that look like a Cyrillic one, and the one they look like.
    private const string Latin = "aceopxykABCEHKMOPTXYu";
    private const string Cyrillic = "асеорхукАВСЕНКМОРТХУи";
    private static readonly NameFolding[] Foldings = [.. Enum.GetValues<NameFolding>().Where(folding => int.IsPow2((int)folding))];

    /// <summary>The verdicts on surname, name and patronymic, in this order.</summary>
    public static IReadOnlyList<Verdict> Compare(PersonName atMosRu, PersonName atSchool)
    {
        if (AreSwapped(atMosRu, atSchool))
        {
            return
            [
                new Verdict(ProfileField.FamilyName, new Comparison.Swapped()),
                new Verdict(ProfileField.GivenName, new Comparison.Swapped()),
                new Verdict(ProfileField.MiddleName, Part(atMosRu.Middle, atSchool.Middle)),
            ];
        }

        return
        [
            new Verdict(ProfileField.FamilyName, Part(atMosRu.Family, atSchool.Family)),
            new Verdict(ProfileField.GivenName, Part(atMosRu.Given, atSchool.Given)),
            new Verdict(ProfileField.MiddleName, Part(atMosRu.Middle, atSchool.Middle)),
        ];
    }

    /// <summary>The first Latin letter of a name that is not Latin as a whole; null if there is none.</summary>
    public static Comparison.LatinLetter? FindLatin(string? part)
    {
        if (part is null || !part.Any(IsCyrillic))
            return null;

        var place = part.ToList().FindIndex(IsLatin);
        return place < 0 ? null : new Comparison.LatinLetter(part[place], place + 1);
    }

    /// <summary>The name with every look-alike Latin letter made Cyrillic. For finding and explaining, never for matching.</summary>
    public static PersonName WithoutLatin(PersonName name) =>
        new(Mend(name.Family), Mend(name.Given), name.Middle is null ? null : Mend(name.Middle));

    private static Comparison Part(string? atMosRu, string? atSchool)
    {
        // As nearly everybody's names are; folding is the dear part.
        if (atMosRu == atSchool)
            return new Comparison.Equal();

        if (PersonName.Fold(atMosRu) == PersonName.Fold(atSchool))
            return atMosRu is null || atSchool is null ? new Comparison.Equal() : Folded(atMosRu, atSchool);

        return (atMosRu, atSchool) switch
        {
            (null, _) => new Comparison.MissingAtMosRu(),
            (_, null) => new Comparison.MissingAtSchool(),
            _ when FindLatin(atMosRu) is { } latin => latin,
            _ when FindLatin(atSchool) is not null => new Comparison.LatinLetterAtSchool(),
            _ when DifferInSigns(atMosRu, atSchool) is { } signs => signs,
            _ when Nearness.IsOneLetterAway(PersonName.Fold(atMosRu), PersonName.Fold(atSchool)) => new Comparison.OneLetter(),
            _ => new Comparison.Different(),
        };
    }

    // Two texts that look alike: the letters agree, what stands between them does not.
    private static Comparison? DifferInSigns(string one, string other)
    {
        static string Letters(string part) => string.Concat(PersonName.Fold(part).Where(char.IsLetter));
        static string Signs(string part) => string.Concat(PersonName.Fold(part).Where(letter => !char.IsLetter(letter) && letter is not ('-' or ' ')));
        return Letters(one) != Letters(other) || Letters(one).Length == 0 ? null
            : Signs(one) == Signs(other) ? new Comparison.HyphenOrSpace()
            : new Comparison.OtherSign();
    }

    // A folding was needed if the parts differ without it.
    private static Comparison Folded(string atMosRu, string atSchool)
    {
        var needed = Foldings
            .Where(folding => PersonName.Fold(atMosRu, NameFolding.All & ~folding) != PersonName.Fold(atSchool, NameFolding.All & ~folding))
            .Aggregate(NameFolding.None, (all, folding) => all | folding);
        return needed is NameFolding.None ? new Comparison.Equal() : new Comparison.EqualFolded(needed);
    }

    private static bool AreSwapped(PersonName one, PersonName other) =>
        one.Family != other.Family
        && PersonName.Fold(one.Family) == PersonName.Fold(other.Given)
        && PersonName.Fold(one.Given) == PersonName.Fold(other.Family)
        && PersonName.Fold(one.Family) != PersonName.Fold(one.Given);

    private static string Mend(string text) => string.Concat(text.Select(letter =>
        Latin.IndexOf(letter, StringComparison.Ordinal) is var place and >= 0 ? Cyrillic[place] : letter));

    private static bool IsCyrillic(char letter) => letter is >= '\u0400' and <= '\u052F';

    // Basic Latin, Latin-1 Supplement and both Latin Extended blocks.
    private static bool IsLatin(char letter) => letter <= '\u024F' && char.IsLetter(letter);
}
