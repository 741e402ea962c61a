namespace Mesh.Cabinet.Sandbox.CityMaking;

/// <summary>The columns of OneRoster 1.2 CSV in the order of its specification, with our extensions at the end.</summary>
internal static class RosterColumns
{
    public static IReadOnlyList<string> Manifest { get; } = ["propertyName", "value"];

    public static IReadOnlyList<(string Property, string Value)> ManifestRows { get; } =
    [
        ("manifest.version", "1.0"), ("oneroster.version", "1.2"),
        ("file.academicSessions", "bulk"), ("file.categories", "absent"), ("file.classes", "bulk"), ("file.classResources", "absent"),
        ("file.courses", "bulk"), ("file.courseResources", "absent"), ("file.demographics", "bulk"), ("file.enrollments", "bulk"),
        ("file.lineItemLearningObjectiveIds", "absent"), ("file.lineItems", "absent"), ("file.lineItemScoreScales", "absent"), ("file.orgs", "bulk"),
        ("file.resources", "absent"), ("file.resultLearningObjectiveIds", "absent"), ("file.results", "absent"), ("file.resultScoreScales", "absent"),
        ("file.roles", "bulk"), ("file.scoreScales", "absent"), ("file.userProfiles", "absent"), ("file.userResources", "absent"), ("file.users", "bulk"),
        ("source.systemName", "Mesh.Cabinet.Sandbox"), ("source.systemCode", "sandbox"),
    ];

    public static IReadOnlyList<string> Orgs { get; } =
        ["sourcedId", "status", "dateLastModified", "name", "type", "identifier", "parentSourcedId", "metadata.mesh.private", "metadata.mesh.teamsDomain"];

    public static IReadOnlyList<string> Users { get; } =
    [
        "sourcedId", "status", "dateLastModified", "enabledUser", "username", "userIds", "givenName", "familyName", "middleName", "identifier", "email", "sms", "phone",
        "agentSourcedIds", "grades", "password", "userMasterIdentifier", "preferredGivenName", "preferredMiddleName", "preferredFamilyName",
        "primaryOrgSourcedId", "pronouns",
    ];

    public static IReadOnlyList<string> Roles { get; } =
    [
        "sourcedId", "status", "dateLastModified", "userSourcedId", "roleType", "role", "beginDate", "endDate", "orgSourcedId", "userProfileSourcedId",
        "metadata.mesh.position",
    ];

    public static IReadOnlyList<string> AcademicSessions { get; } =
        ["sourcedId", "status", "dateLastModified", "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear"];

    public static IReadOnlyList<string> Courses { get; } =
        ["sourcedId", "status", "dateLastModified", "schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes"];

    public static IReadOnlyList<string> Classes { get; } =
    [
        "sourcedId", "status", "dateLastModified", "title", "grades", "courseSourcedId", "classCode", "classType", "location", "schoolSourcedId", "termSourcedIds",
        "subjects", "subjectCodes", "periods",
    ];

    public static IReadOnlyList<string> Enrollments { get; } =
        ["sourcedId", "status", "dateLastModified", "classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate"];

    public static IReadOnlyList<string> Demographics { get; } =
    [
        "sourcedId", "status", "dateLastModified", "birthDate", "sex", "americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican",
        "nativeHawaiianOrOtherPacificIslander", "white", "demographicRaceTwoOrMoreRaces", "hispanicOrLatinoEthnicity", "countryOfBirthCode",
        "stateOfBirthAbbreviation", "cityOfBirth", "publicSchoolResidenceStatus",
    ];
}
