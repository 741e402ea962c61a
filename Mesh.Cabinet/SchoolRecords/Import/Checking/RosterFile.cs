namespace Mesh.Cabinet.SchoolRecords.Import.Checking;

/// <summary>One file of a package as the specification describes it.</summary>
/// <param name="Columns">In the specification's order.</param>
/// <param name="Required">Columns whose fields may not be empty.</param>
/// <param name="References">Columns that name records of another file, with that file; those of users are judged by the import itself.</param>
internal sealed record RosterFile(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Required, IReadOnlyList<(string Column, string Target)> References)
{
    private const string Common = "sourcedId status dateLastModified ";

    /// <summary>OneRoster 1.2.1 CSV Binding, §4: the files that people and their schools stand in.</summary>
    public static IReadOnlyList<RosterFile> OfVersion12 { get; } =
    [
        Of("orgs.csv", "name type identifier parentSourcedId", "name type", ("parentSourcedId", "orgs.csv")),
        Of("academicSessions.csv", "title type startDate endDate parentSourcedId schoolYear", "title type startDate endDate schoolYear", ("parentSourcedId", "academicSessions.csv")),
        Of("courses.csv", "schoolYearSourcedId title courseCode grades orgSourcedId subjects subjectCodes", "title orgSourcedId", ("orgSourcedId", "orgs.csv"), ("schoolYearSourcedId", "academicSessions.csv")),
        Of("classes.csv", "title grades courseSourcedId classCode classType location schoolSourcedId termSourcedIds subjects subjectCodes periods", "title courseSourcedId classType schoolSourcedId termSourcedIds", ("courseSourcedId", "courses.csv"), ("schoolSourcedId", "orgs.csv"), ("termSourcedIds", "academicSessions.csv")),
        Of("users.csv", "enabledUser username userIds givenName familyName middleName identifier email sms phone agentSourcedIds grades password userMasterIdentifier preferredGivenName preferredMiddleName preferredFamilyName primaryOrgSourcedId pronouns", "enabledUser givenName familyName", ("primaryOrgSourcedId", "orgs.csv")),
        Of("roles.csv", "userSourcedId roleType role beginDate endDate orgSourcedId userProfileSourcedId", "userSourcedId roleType role orgSourcedId", ("orgSourcedId", "orgs.csv")),
        Of("userProfiles.csv", "userSourcedId profileType vendorId applicationId description credentialType username password", "userSourcedId profileType vendorId credentialType username"),
        Of("enrollments.csv", "classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate", "classSourcedId schoolSourcedId userSourcedId role", ("classSourcedId", "classes.csv"), ("schoolSourcedId", "orgs.csv")),
        Demographics,
    ];

    /// <summary>OneRoster 1.1 CSV, §4: the same with the roles in users.csv.</summary>
    public static IReadOnlyList<RosterFile> OfVersion11 { get; } =
    [
        .. OfVersion12.Where(file => file.Name is not ("users.csv" or "roles.csv" or "userProfiles.csv")),
        Of("users.csv", "enabledUser orgSourcedIds role username userIds givenName familyName middleName identifier email sms phone agentSourcedIds grades password", "enabledUser orgSourcedIds role username givenName familyName", ("orgSourcedIds", "orgs.csv")),
    ];

    private static RosterFile Demographics => Of(
        "demographics.csv", "birthDate sex americanIndianOrAlaskaNative asian blackOrAfricanAmerican nativeHawaiianOrOtherPacificIslander white demographicRaceTwoOrMoreRaces hispanicOrLatinoEthnicity countryOfBirthCode stateOfBirthAbbreviation cityOfBirth publicSchoolResidenceStatus", "");

    private static RosterFile Of(string name, string columns, string required, params (string, string)[] references) =>
        new(name, $"{Common}{columns}".Split(' '), $"sourcedId {required}".Split(' ', StringSplitOptions.RemoveEmptyEntries), references);
}
