using Mesh.Cabinet.Matching;

namespace Mesh.Cabinet.Contacts;

/// <summary>Somebody whom the records name as responsible for a student.</summary>
/// <param name="Role">OneRoster's word: <c>parent</c>, <c>guardian</c> or <c>relative</c>.</param>
/// <param name="Masks">Their contacts, which only they see in full.</param>
public sealed record Representative(string Name, string Role, IReadOnlyList<string> Masks);

/// <summary>All that <c>/cabinet/contacts</c> shows, with where it comes from.</summary>
/// <param name="AsOf">When the last import was completed.</param>
/// <param name="ChangedAt">When an import last changed the person's record; null if none did since it came.</param>
public sealed record HeldContacts(
    Access Access, IReadOnlyList<ContactGroup> Groups, IReadOnlyList<Representative> Representatives, DateTimeOffset? AsOf, DateTimeOffset? ChangedAt)
{
    /// <summary>The registers that this person's contacts come from, and who mends them (D16).</summary>
    public IReadOnlyList<Mender> Registers =>
    [
        .. Access.Has(PersonRole.Staff) ? [Mender.StaffRegister] : Array.Empty<Mender>(),
        .. Access.Has(PersonRole.Student) || Access.Has(PersonRole.Parent) ? [Mender.EnrolmentRegister] : Array.Empty<Mender>(),
    ];
}
