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

        IEnumerable<Post> PostsOf(PersonRole role) => access.Granted.Where(granted => granted.Role == role).SelectMany(granted => granted.Posts);
        return Of(person, PostsOf);
    }

    /// <summary>The same by the record alone, for an account that stands already.</summary>
    public static Eligibility? Of(PersonRecord person, DateOnly today) => Of(person, role => AccessRules.CurrentPosts(person, role, today));

    /// <summary>«login@zao.obr.mos.ru» by the district of the primary school (R33, E15); null for students.</summary>
    public string? TeamsAddress(string login) =>
        Kind is not DomainAccountKind.Student && Posts.Select(post => post.School.TeamsDomain).FirstOrDefault(domain => domain is not null) is { } domain
            ? $"{login}@{domain}"
            : null;

    private static Eligibility? Of(PersonRecord person, Func<PersonRole, IEnumerable<Post>> posts) =>
        Of(person, PersonRole.Staff, posts(PersonRole.Staff)) ?? Of(person, PersonRole.Student, posts(PersonRole.Student));

    private static Eligibility? Of(PersonRecord person, PersonRole role, IEnumerable<Post> current)
    {
        var posts = current.Where(post => post.School is { IsMoscow: true, IsPrivate: false }).ToList();
        if (posts.Count == 0)
            return null;

        var kind = role is PersonRole.Student ? DomainAccountKind.Student
            : posts.Exists(post => post.Role == "teacher") ? DomainAccountKind.Teacher
            : DomainAccountKind.Staff;
        return new Eligibility(person, kind, posts);
    }
}
