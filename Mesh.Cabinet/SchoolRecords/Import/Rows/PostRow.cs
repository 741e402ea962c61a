using System.Collections.Frozen;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.SchoolRecords.Import.Rows;

/// <summary>A row of roles.csv, or a school of a row of users.csv in 1.1: a person's post, place as a student or tie to a school as a parent.</summary>
internal sealed record PostRow(
    string PersonId, string OrganisationId, string Role, bool IsPrimary, DateOnly? Begin, DateOnly? End, string? Position) : RowContent
{
    public const int MaxRoleLength = 40;

    public override IEnumerable<object?> Distinguishing => Values();

    /// <summary>A row of roles.csv.</summary>
    /// <returns>Null where the role is a word that gives nothing; the row is in order.</returns>
    public static PostRow? Read(RowReader row, RowSettings settings)
    {
        var (begin, end) = row.Period("beginDate", "endDate");
        var (roleType, isTypeKnown) = row.Word("roleType", RosterWords.RoleTypes);
        if (!isTypeKnown && roleType.Length > 0)
            row.LeaveOut("roleType", ImportText.UnknownRoleType);
        var role = ReadRole(row, settings.StaffRoles);
        var post = new PostRow(
            row.Id("userSourcedId"), row.Id("orgSourcedId"), role ?? "", roleType == "primary", begin, end, row.Optional("metadata.mesh.position", TextLength.Line));
        return role is null && !row.IsRefused ? null : post;
    }

    /// <summary>The posts of a row of users.csv in 1.1: one role at each of its schools, of which the first is the primary one.</summary>
    public static IEnumerable<(string? Id, RowContent Post)> ReadOfPerson(RowReader row, RowSettings settings)
    {
        var person = row.Id("sourcedId");
        var role = row.Optional("role", TextLength.Line) is null ? null : ReadRole(row, settings.StaffRoles);
        var schools = row.List("orgSourcedIds", ',').Distinct(StringComparer.Ordinal).ToList();
        if (row.IsRefused || role is null)
            yield break;

        foreach (var school in schools)
            yield return (IdOf(person, school), new PostRow(person, school, role, school == schools[0], null, null, null));
    }

    public override object?[] Checked => [PersonId, OrganisationId];

    public override object?[] Values() => [PersonId, OrganisationId, Role, IsPrimary, Begin, End, Position];

    // Null, which refuses the post, where both together are longer than an id may be.
    private static string? IdOf(string person, string school) => $"{person}@{school}" is { Length: <= TextLength.Id } id ? id : null;

    // What no list has gives no role, and is no reason to refuse what else the row says.
    private static string? ReadRole(RowReader row, FrozenSet<string> staffRoles)
    {
        var (role, isKnown) = row.Word("role", RosterWords.Roles);
        if (isKnown || row.IsRefused)
            return role;
        if (role.Length <= MaxRoleLength && RosterWords.Find(staffRoles, role) is { } staff)
            return staff;

        row.LeaveOut("role", ImportText.UnknownRole);
        return null;
    }
}
