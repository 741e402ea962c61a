using System.Collections.Frozen;

namespace Mesh.Cabinet.SchoolRecords.Import.Rows;

/// <summary>The words that OneRoster 1.2 allows where a field takes one of a list.</summary>
internal static class RosterWords
{
    public static readonly FrozenSet<string> OrganisationTypes =
        new[] { "department", "school", "district", "local", "state", "national" }.ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> Roles = new[]
    {
        "aide", "counselor", "districtAdministrator", "guardian", "parent", "principal", "proctor", "relative", "siteAdministrator",
        "student", "systemAdministrator", "teacher",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> RoleTypes = new[] { "primary", "secondary" }.ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> EnrollmentRoles =
        new[] { "administrator", "proctor", "student", "teacher" }.ToFrozenSet(StringComparer.Ordinal);
}
