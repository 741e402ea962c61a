using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Contacts;

/// <summary>Reads what the school holds of who is signed in, and of nobody else.</summary>
internal sealed class ContactsQuery(IAccessCheck accessCheck, ISchoolRecords records, IRecordChanges changes, MoscowClock clock)
{
    /// <returns>Null for whom no role is open.</returns>
    public async Task<HeldContacts?> FindAsync(Session session, CancellationToken cancellation)
    {
        var access = await accessCheck.CheckAsync(session, cancellation);
        if (access is not { Person: { } person, Granted.Count: > 0 })
            return null;

        return new HeldContacts(
            access,
            ContactSheet.Of(person, session.Profile),
            access.Has(PersonRole.Student) ? await RepresentativesAsync(person, cancellation) : [],
            await changes.LastImportAsync(cancellation),
            await changes.ChangedAtAsync(person.Id, cancellation));
    }

    private async Task<IReadOnlyList<Representative>> RepresentativesAsync(PersonRecord student, CancellationToken cancellation)
    {
        var found = new List<Representative>();
        foreach (var id in student.AgentIds)
        {
            if (await records.FindAsync(id, cancellation) is { } agent && AccessRules.CurrentPosts(agent, PersonRole.Parent, clock.Today) is [var post, ..])
                found.Add(new Representative(agent.Name.Full, post.Role, [.. agent.Phones.Select(Masks.Of), .. agent.Emails.Select(Masks.Of)]));
        }

        return found;
    }
}
