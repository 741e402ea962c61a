using System.Globalization;

namespace Mesh.Cabinet.Matching;

/// <summary>Who can take an obstacle away.</summary>
public enum Mender { Person, StaffRegister, EnrolmentRegister, Support, Nobody }

/// <summary>An obstacle in plain words: what it is, what to do, and who does it.</summary>
public sealed record ObstacleWords(string What, string WhatToDo, Mender Mender)
{
    public static ObstacleWords Of(Obstacle obstacle, PersonRole role)
    {
        var register = role is PersonRole.Staff ? MatchingText.StaffRegister : MatchingText.EnrolmentRegister;
        var school = role is PersonRole.Staff ? Mender.StaffRegister : Mender.EnrolmentRegister;
        return obstacle switch
        {
            Obstacle.MissingAtMosRu missing => Say("Missing", Mender.Person, Field(missing.Field)),
            Obstacle.UnreadableAtMosRu unreadable => Say("Unreadable", Mender.Person, Field(unreadable.Field)),
            Obstacle.LatinLetter latin => Say("Latin", Mender.Person, Field(latin.Field), latin.Letter, latin.Place),
            Obstacle.Swapped => Say("Swapped", Mender.Person),
            Obstacle.Differs { Field: ProfileField.Login } => Say("LoginDiffers", school),
            Obstacle.Differs differs => Say("Differs", school, Field(differs.Field), register),
            Obstacle.MissingAtSchool { Field: ProfileField.Snils } => Say("NoSnilsAtSchool", school),
            Obstacle.MissingAtSchool => Say("NoContactsAtSchool", school),
            Obstacle.StartsOn starts => Say(role is PersonRole.Staff ? "StartsStaff" : "StartsOther", Mender.Nobody, Date(starts.Date)),
            Obstacle.Ended { Date: { } date } => Say(role is PersonRole.Staff ? "EndedStaff" : "EndedOther", school, Date(date)),
            Obstacle.Ended => Say(role is PersonRole.Staff ? "EndedStaffUndated" : "EndedOtherUndated", school),
            Obstacle.SeveralRecords several => Say("Several", Mender.Support, several.CaseNumber ?? 0),
            Obstacle.TiedElsewhere tied => Say("Tied", Mender.Support, tied.CaseNumber ?? 0),
            Obstacle.ComeByMosRu => Say("ComeByMosRu", Mender.Person),
            _ => throw new InvalidOperationException($"{obstacle} has no words."),
        };
    }

    /// <summary>«Фамилия», «СНИЛС», …</summary>
    public static string Field(ProfileField field) => Text($"Field{field}");

    public static string Role(PersonRole role) => Text($"Role{role}");

    private static ObstacleWords Say(string key, Mender mender, params object[] values) =>
        new(string.Format(Text($"{key}What"), values), string.Format(Text($"{key}Do"), values), mender);

    private static string Date(DateOnly date) => date.ToString("d MMMM yyyy 'года'", CultureInfo.GetCultureInfo("ru-RU"));

    private static string Text(string key) =>
        MatchingText.ResourceManager.GetString(key, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"No text {key}.");
}
