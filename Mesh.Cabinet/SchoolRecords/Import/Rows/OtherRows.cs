using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.SchoolRecords.Import.Rows;

/// <summary>A row of orgs.csv.</summary>
internal sealed record OrganisationRow(string Name, string Type, string? ParentId, bool IsPrivate, string? TeamsDomain) : RowContent
{
    public override IEnumerable<object?> Distinguishing => Values();

    public static OrganisationRow Read(RowReader row) => new(
        row.Required("name", TextLength.Line),
        row.Word("type", RosterWords.OrganisationTypes),
        row.OptionalId("parentSourcedId"),
        row.Flag("metadata.mesh.private") ?? false,
        row.Optional("metadata.mesh.teamsDomain", TextLength.Line));

    public override object?[] Values() => [Name, Type, ParentId, IsPrivate, TeamsDomain];
}

/// <summary>A row of roles.csv: a person's post, place as a student or tie to a school as a parent.</summary>
internal sealed record PostRow(
    string PersonId, string OrganisationId, string Role, bool IsPrimary, DateOnly? Begin, DateOnly? End, string? Position) : RowContent
{
    public override IEnumerable<object?> Distinguishing => Values();

    public static PostRow Read(RowReader row)
    {
        var (begin, end) = row.Period("beginDate", "endDate");
        return new PostRow(
            row.Id("userSourcedId"),
            row.Id("orgSourcedId"),
            row.Word("role", RosterWords.Roles),
            row.Word("roleType", RosterWords.RoleTypes) == "primary",
            begin,
            end,
            row.Optional("metadata.mesh.position", TextLength.Line));
    }

    public override object?[] Checked => [PersonId, OrganisationId];

    public override object?[] Values() => [PersonId, OrganisationId, Role, IsPrimary, Begin, End, Position];
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

    public static EnrollmentRow Read(RowReader row)
    {
        var (begin, end) = row.Period("beginDate", "endDate");
        return new EnrollmentRow(
            row.Id("classSourcedId"), row.Id("userSourcedId"), row.Word("role", RosterWords.EnrollmentRoles), begin, end);
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
