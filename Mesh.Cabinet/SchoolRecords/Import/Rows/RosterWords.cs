using System.Collections.Frozen;

namespace Mesh.Cabinet.SchoolRecords.Import.Rows;

/// <summary>
/// The words that OneRoster 1.1 and 1.2 allow where a field takes one of a list, by themselves in any letter case (E54). 1.2 also allows
/// words of one's own that begin with <c>ext:</c> (1.2 CSV §5.1).
/// </summary>
internal static class RosterWords
{
    public const string ExtensionPrefix = "ext:";

    public static readonly FrozenSet<string> OrganisationTypes = Of("department", "school", "district", "local", "state", "national");

    /// <summary>Those of 1.2, and <c>administrator</c> of 1.1.</summary>
    public static readonly FrozenSet<string> Roles = Of(
        "administrator", "aide", "counselor", "districtAdministrator", "guardian", "parent", "principal", "proctor", "relative", "siteAdministrator",
        "student", "systemAdministrator", "teacher");

    public static readonly FrozenSet<string> RoleTypes = Of("primary", "secondary");

    public static readonly FrozenSet<string> EnrollmentRoles = Of("administrator", "proctor", "student", "teacher");

    public static readonly FrozenSet<string> Statuses = Of("active", "tobedeleted");

    /// <summary>The word as the list spells it; null if it is not in the list.</summary>
    public static string? Find(FrozenSet<string> words, string value) => words.TryGetValue(value, out var word) ? word : null;

    private static FrozenSet<string> Of(params string[] words) => words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}

/// <summary>What a row is read with besides itself.</summary>
/// <param name="StaffRoles">Words for roles beside OneRoster's own that make staff, such as <c>ext:tutor</c> (<c>SchoolRecords:StaffRoles</c>).</param>
internal sealed record RowSettings(Database.FieldProtection Protection, FrozenSet<string> StaffRoles);
