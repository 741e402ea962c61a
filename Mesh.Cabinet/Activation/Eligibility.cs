using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Activation;

/// <summary>For whom the domain has an account, and of which kind (R15–R19, D10, D15).</summary>
/// <param name="Posts">The current posts at Moscow's own schools, the primary one first; never empty.</param>
internal sealed record Eligibility(PersonRecord Person, DomainAccountKind Kind, IReadOnlyList<Post> Posts)
{
    /// <summary>Null for parents, private schools and schools outside Moscow, who stand outside the domain.</summary>
    public static Eligibility? Of(Access access, CityProfile profile)
    {
        if (access.Person is not { } person || profile.Provider != CityProvider.MosRu)
            return null;

        return Of(access, person, PersonRole.Staff) ?? Of(access, person, PersonRole.Student);
    }

    /// <summary>«login@zao.obr.mos.ru» by the district of the primary school (R33, E15); null for students.</summary>
    public string? TeamsAddress(string login) =>
        Kind is not DomainAccountKind.Student && Posts.Select(post => post.School.TeamsDomain).FirstOrDefault(domain => domain is not null) is { } domain
            ? $"{login}@{domain}"
            : null;

    private static Eligibility? Of(Access access, PersonRecord person, PersonRole role)
    {
        var posts = access.Granted.Where(granted => granted.Role == role).SelectMany(granted => granted.Posts)
            .Where(post => post.School is { IsMoscow: true, IsPrivate: false }).ToList();
        if (posts.Count == 0)
            return null;

        var kind = role is PersonRole.Student ? DomainAccountKind.Student
            : posts.Exists(post => post.Role == "teacher") ? DomainAccountKind.Teacher
            : DomainAccountKind.Staff;
        return new Eligibility(person, kind, posts);
    }
}
