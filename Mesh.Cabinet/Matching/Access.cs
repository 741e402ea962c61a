using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Matching;

/// <summary>The roles of the door: staff, students, and everybody who comes for a child (R15–R17).</summary>
public enum PersonRole { Staff, Student, Parent }

/// <summary>The fields that are compared, by the names people know them by.</summary>
public enum ProfileField { FamilyName, GivenName, MiddleName, Snils, Phone, Email, Login }

/// <summary>What a person may do here and what not, with every reason (R11–R14, D7).</summary>
/// <param name="Person">The record that is the person's own; null when none matched.</param>
/// <param name="Compared">The fields that mos.ru gave and that were compared with the records.</param>
/// <param name="Unread">Fields that mos.ru does not hold, or not readably, whichever role needs them.</param>
public sealed record Access(
    PersonRecord? Person,
    IReadOnlyList<GrantedRole> Granted,
    IReadOnlyList<WithheldRole> Withheld,
    IReadOnlyList<ProfileField> Compared,
    IReadOnlyList<Obstacle> Unread)
{
    public bool Has(PersonRole role) => Granted.Any(granted => granted.Role == role);
}

/// <summary>A role that is open now.</summary>
/// <param name="Posts">The current posts behind it, the primary one first; never empty.</param>
public sealed record GrantedRole(PersonRole Role, IReadOnlyList<Post> Posts);

/// <summary>A role that the person seems to have and does not get, with each reason.</summary>
public sealed record WithheldRole(PersonRole Role, IReadOnlyList<Obstacle> Obstacles);
