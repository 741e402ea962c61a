using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.SchoolRecords.Import.Rows;

/// <summary>A row of orgs.csv.</summary>
internal sealed record OrganisationRow(string Name, string Type, string? ParentId, bool IsPrivate, string? TeamsDomain) : RowContent
{
    private const int MaxTypeLength = 40;

    public override IEnumerable<object?> Distinguishing => Values();

    public static OrganisationRow Read(RowReader row) => new(
        row.Required("name", TextLength.Line),
        ReadType(row),
        row.OptionalId("parentSourcedId"),
        row.Flag("metadata.mesh.private") ?? false,
        row.Optional("metadata.mesh.teamsDomain", TextLength.Line));

    public override object?[] Values() => [Name, Type, ParentId, IsPrivate, TeamsDomain];

    // Only the state's own word means anything here: no other is worth refusing a school with all its people.
    private static string ReadType(RowReader row)
    {
        var (type, isKnown) = row.Word("type", RosterWords.OrganisationTypes);
        if (type.Length > MaxTypeLength)
            row.Refuse("type", string.Format(ImportText.TooLong, MaxTypeLength));
        if (!isKnown && !type.StartsWith(RosterWords.ExtensionPrefix, StringComparison.OrdinalIgnoreCase))
            row.LeaveOut("type", string.Format(ImportText.UnknownType, string.Join(", ", RosterWords.OrganisationTypes.Order(StringComparer.Ordinal))));
        return type;
    }
}

/// <summary>A row of classes.csv.</summary>
internal sealed record ClassRow(string SchoolId, string Title, string? Grades) : RowContent
{
    public override IEnumerable<object?> Distinguishing => Values();

    public static ClassRow Read(RowReader row) => new(row.Id("schoolSourcedId"), row.Required("title", TextLength.Line), row.Optional("grades", TextLength.Line));

    public override object?[] Values() => [SchoolId, Title, Grades];
}

/// <summary>A row of enrollments.csv.</summary>
internal sealed record EnrollmentRow(string ClassId, string PersonId, string Role, DateOnly? Begin, DateOnly? End) : RowContent
{
    public override IEnumerable<object?> Distinguishing => Values();

    /// <returns>Null where the role is a word that means nothing here.</returns>
    public static EnrollmentRow? Read(RowReader row)
    {
        var (begin, end) = row.Period("beginDate", "endDate");
        var (role, isKnown) = row.Word("role", RosterWords.EnrollmentRoles);
        var enrollment = new EnrollmentRow(row.Id("classSourcedId"), row.Id("userSourcedId"), role, begin, end);
        if (isKnown || row.IsRefused)
            return enrollment;

        row.LeaveOut("role", ImportText.UnknownEnrollmentRole);
        return null;
    }

    public override object?[] Checked => [ClassId, PersonId];

    public override object?[] Values() => [ClassId, PersonId, Role, Begin, End];
}

/// <summary>A row of demographics.csv, of which only the birth date is read; its id is the person's.</summary>
internal sealed record BirthDateRow(DateOnly? BirthDate) : RowContent
{
    public override IEnumerable<object?> Distinguishing => Values();

    public static BirthDateRow Read(RowReader row) => new(row.Date("birthDate"));

    public override object?[] Checked => Values();

    public override object?[] Values() => [BirthDate];
}
