namespace Mesh.Cabinet.Matching;

/// <summary>What keeps somebody out, as far as numbers tell it: by field and by whose turn it is, never with a value.</summary>
public enum RefusalReason { MissingAtMosRu, UnverifiedAtMosRu, FaultyAtMosRu, MissingAtSchool, FaultyAtSchool, Different, NotFound, NotYet, Ended, Several, OtherAccount, OtherDoor }

/// <summary>The reasons of a refusal, and how people call them.</summary>
public static class Refusals
{
    private const string NoField = "";

    /// <summary>Every field with its reason, once; nothing for whoever is let in.</summary>
    public static IEnumerable<(string Field, RefusalReason Reason)> Of(Access access)
    {
        if (access.Granted.Count > 0)
            return [];
        List<(string, RefusalReason)> reasons =
        [
            .. access.Unread.Concat(access.Withheld.SelectMany(role => role.Faults)).Select(verdict => ($"{verdict.Field}", Of(verdict.Comparison))),
            .. access.Withheld.Select(role => role.Hindrance).OfType<Hindrance>().Select(hindrance => (NoField, Of(hindrance))),
        ];
        return reasons.Count > 0 ? reasons.Distinct() : [(NoField, RefusalReason.NotFound)];
    }

    /// <summary>Such as «СНИЛС: не совпадает»; what a later version wrote stands as it is.</summary>
    public static string Words(string field, string reason)
    {
        var culture = System.Globalization.CultureInfo.CurrentUICulture;
        var why = MatchingText.ResourceManager.GetString($"Refusal{reason}", culture) ?? reason;
        return field.Length == 0 ? why : $"{MatchingText.ResourceManager.GetString($"Field{field}", culture) ?? field}: {why}";
    }

    private static RefusalReason Of(Comparison comparison) => comparison switch
    {
        Comparison.UnverifiedAtMosRu => RefusalReason.UnverifiedAtMosRu,
        Comparison.MissingAtMosRu => RefusalReason.MissingAtMosRu,
        Comparison.UnreadableAtMosRu or Comparison.LatinLetter => RefusalReason.FaultyAtMosRu,
        Comparison.MissingAtSchool => RefusalReason.MissingAtSchool,
        Comparison.UnreadableAtSchool or Comparison.LatinLetterAtSchool => RefusalReason.FaultyAtSchool,
        _ => RefusalReason.Different,
    };

    private static RefusalReason Of(Hindrance hindrance) => hindrance switch
    {
        Hindrance.StartsOn => RefusalReason.NotYet,
        Hindrance.Ended => RefusalReason.Ended,
        Hindrance.SeveralRecords => RefusalReason.Several,
        Hindrance.ComeByMosRu => RefusalReason.OtherDoor,
        _ => RefusalReason.OtherAccount,
    };
}
