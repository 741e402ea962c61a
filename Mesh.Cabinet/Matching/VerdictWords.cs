using System.Globalization;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Matching;

/// <summary>Who can take an obstacle away.</summary>
public enum Mender { Person, StaffRegister, EnrolmentRegister, MosRuSupport, Support }

/// <summary>A verdict or a hindrance in plain words: what it is, what to do, and who does it.</summary>
/// <param name="WhatToDo">Null where there is nothing to do.</param>
public sealed record VerdictWords(string What, string? WhatToDo, IReadOnlyList<Mender> Menders)
{
    public static VerdictWords Of(Verdict verdict, PersonRole role)
    {
        var field = verdict.Field;
        var name = Field(field);
        var register = role is PersonRole.Staff ? MatchingText.StaffRegister : MatchingText.EnrolmentRegister;
        var (mosRu, school) = (Mender.Person, role is PersonRole.Staff ? Mender.StaffRegister : Mender.EnrolmentRegister);
        return verdict.Comparison switch
        {
            Comparison.Equal => new(name, null, []),
            Comparison.EqualFolded folded => new(string.Format(MatchingText.EqualFoldedWhat, name, Foldings(folded.Folding)), null, []),
            Comparison.EqualRewritten => new(string.Format(MatchingText.EqualRewrittenWhat, name), null, []),
            Comparison.NotNeeded => new(string.Format(MatchingText.NotNeededWhat, name), null, []),
            Comparison.LatinLetter latin => Say("LatinLetter", [mosRu], name, latin.Letter, latin.Place),
            Comparison.LatinLetterAtSchool => Say("LatinLetterAtSchool", [school], name),
            Comparison.UnverifiedAtMosRu when field is ProfileField.Snils => Say("UnverifiedAtMosRu", [mosRu], name) with { WhatToDo = MatchingText.UnverifiedSnilsDo },
            Comparison.UnverifiedAtMosRu => Say("UnverifiedAtMosRu", [mosRu], name),
            // A patronymic that only the school holds may be the school's slip: not everybody has one.
            Comparison.MissingAtMosRu when field is ProfileField.MiddleName => Say("MissingAtMosRuMiddleName", [mosRu, school], register),
            Comparison.MissingAtMosRu => Say("MissingAtMosRu", [mosRu], name),
            Comparison.UnreadableAtSchool => Say("UnreadableAtSchool", [Mender.StaffRegister], register),
            Comparison.UnreadableAtMosRu => Say("UnreadableAtMosRu", [mosRu], name),
            Comparison.Swapped => Say("Swapped", [mosRu]),
            Comparison.MissingAtSchool when field is ProfileField.MiddleName => Say("MissingAtSchoolMiddleName", [school, mosRu], name, register),
            Comparison.MissingAtSchool => Say($"MissingAtSchool{field}", [school], name, register),
            Comparison.OneDigit one => Say("OneDigit", [mosRu, school], name, register, FromEnd(one.FromEnd)),
            Comparison.TransposedDigits two => Say("TransposedDigits", [mosRu, school], name, register, FromEnd(two.FromEnd), FromEnd(two.FromEnd - 1)),
            Comparison.Different when field is ProfileField.Login => Say("DifferentLogin", [school]),
            Comparison.Different when field is ProfileField.Snils =>
                Say("Different", [mosRu, school, Mender.MosRuSupport], name, register) with { WhatToDo = string.Format(MatchingText.DifferentSnilsDo, register) },
            Comparison.Different when field is ProfileField.Phone or ProfileField.Email => Say("Different", [mosRu, school, Mender.MosRuSupport], name, register),
            var different => Say(different.GetType().Name, [mosRu, school], name, register),
        };
    }

    /// <summary>What stands in the way of a role, each thing once.</summary>
    public static IEnumerable<string> Reasons(WithheldRole withheld) =>
        withheld.Faults.Select(verdict => Of(verdict, withheld.Role).What)
            .Concat(withheld.Hindrance is { } hindrance ? [Of(hindrance, withheld.Role).What] : []).Distinct();

    public static VerdictWords Of(Hindrance hindrance, PersonRole role)
    {
        var whose = role is PersonRole.Staff ? "Staff" : "Other";
        var school = role is PersonRole.Staff ? Mender.StaffRegister : Mender.EnrolmentRegister;
        return hindrance switch
        {
            Hindrance.StartsOn starts => Say($"Starts{whose}", [], Date(starts.Date)),
            Hindrance.Ended { Date: { } date } => Say($"Ended{whose}", [school], Date(date)),
            Hindrance.Ended => Say($"Ended{whose}Undated", [school]),
            Hindrance.SeveralRecords several => Say("Several", [Mender.Support], several.CaseNumber ?? 0),
            Hindrance.TiedElsewhere tied => Say("Tied", [Mender.Support], tied.CaseNumber ?? 0),
            Hindrance.TieRefused refused => Say("TieRefused", [Mender.Support], refused.CaseNumber ?? 0),
            Hindrance.RecordReplaced replaced => Say("RecordReplaced", [Mender.Support], replaced.CaseNumber ?? 0),
            Hindrance.AccountReplaced replaced => Say("AccountReplaced", [Mender.Support], replaced.CaseNumber ?? 0),
            Hindrance.ComeByMosRu => Say("ComeByMosRu", [Mender.Person]),
            _ => throw new InvalidOperationException($"{hindrance} has no words."),
        };
    }

    /// <summary>«фамилия», «СНИЛС», …</summary>
    public static string Field(ProfileField field) => Text($"Field{field}");

    public static string Role(PersonRole role) => Text($"Role{role}");

    public static string WhoMends(Mender mender) => Text($"Mender{mender}");

    /// <summary>«последняя», «третья с конца», … of a number's digits.</summary>
    private static string FromEnd(int place) => MatchingText.PlacesFromEnd.Split('|')[place - 1];

    private static string Foldings(NameFolding folding) => string.Join(", ", Enum.GetValues<NameFolding>()
        .Where(one => int.IsPow2((int)one) && folding.HasFlag(one))
        .Select(one => Text($"Folding{one}")));

    private static VerdictWords Say(string key, IReadOnlyList<Mender> menders, params object[] values) =>
        new(string.Format(Text($"{key}What"), values), string.Format(Text($"{key}Do"), values), menders);

    private static string Date(DateOnly date) => date.ToString("d MMMM yyyy' года'", CultureInfo.GetCultureInfo("ru-RU"));

    private static string Text(string key) =>
        MatchingText.ResourceManager.GetString(key, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"No text {key}.");
}
