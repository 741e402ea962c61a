using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Matching;

/// <summary>The roles of the door: staff, students, and everybody who comes for a child (R15–R17).</summary>
public enum PersonRole { Staff, Student, Parent }

/// <summary>The fields that are compared, in the order people read them.</summary>
public enum ProfileField { FamilyName, GivenName, MiddleName, Snils, Phone, Email, Login }

/// <summary>What a person may do here and what not, with every reason (R11–R14, D7).</summary>
/// <param name="Person">The record that is the person's own; null when none matched.</param>
/// <param name="Compared">The fields that mos.ru gave and that were compared with the records.</param>
/// <param name="Unread">What is wrong at mos.ru itself, whichever role and record: missing, unreadable, a Latin letter.</param>
public sealed record Access(
    PersonRecord? Person,
    IReadOnlyList<GrantedRole> Granted,
    IReadOnlyList<WithheldRole> Withheld,
    IReadOnlyList<ProfileField> Compared,
    IReadOnlyList<Verdict> Unread)
{
    /// <summary>Class levels of the children whom a parent comes for.</summary>
    public IReadOnlyList<string> ChildGrades { get; init; } = [];

    /// <summary>The school's СНИЛС with all but its end hidden, where another stands at mos.ru and yet nothing is closed (D19); else null.</summary>
    public string? OtherSnils { get; init; }

    public bool Has(PersonRole role) => Granted.Any(granted => granted.Role == role);
}

/// <summary>What was decided of one role.</summary>
public abstract record RoleDecision(PersonRole Role);

/// <summary>A role that is open now.</summary>
/// <param name="Posts">The current posts behind it, the primary one first; never empty.</param>
public sealed record GrantedRole(PersonRole Role, IReadOnlyList<Post> Posts) : RoleDecision(Role);

/// <summary>A role that the person seems to have and does not get, with the verdict on every field.</summary>
/// <param name="Verdicts">One per field that this role compares (R11–R14); empty where no single record was compared.</param>
/// <param name="Hindrance">What stands in the way although every field agrees; null if a field is what stands in the way.</param>
/// <param name="RecordId">The record that was compared; null where there was no single one.</param>
/// <param name="IsProven">СНИЛС, a contact or a simplified account's login agrees with the record: only then more than a field's name may be shown.</param>
public sealed record WithheldRole(PersonRole Role, IReadOnlyList<Verdict> Verdicts, Hindrance? Hindrance, bool IsProven, string? RecordId = null) : RoleDecision(Role)
{
    /// <summary>The verdicts that stand in the way.</summary>
    public IEnumerable<Verdict> Faults => Verdicts.Where(verdict => !verdict.Comparison.IsMatch);
}
