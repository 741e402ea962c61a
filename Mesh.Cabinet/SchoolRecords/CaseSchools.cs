using Mesh.Cabinet.Cases;

namespace Mesh.Cabinet.SchoolRecords;

/// <inheritdoc cref="ICaseSchools"/>
internal sealed class CaseSchools(ISchoolRecords records, MoscowClock clock) : ICaseSchools
{
    public async Task<string?> OfAsync(string personId, CancellationToken cancellation)
    {
        if (await records.FindAsync(personId, cancellation) is not { } person)
            return null;

        var today = clock.Today;
        var current = person.Posts.FirstOrDefault(post => !post.IsWithdrawn && (post.Begin ?? today) <= today && (post.End ?? today) >= today);
        return (current ?? (person.Posts is [var first, ..] ? first : null))?.School.Id;
    }
}
