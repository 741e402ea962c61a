using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Desk;

/// <summary>Says who works at the desk, and for which schools (D22). Asked anew for every page and every act: a right ends with the post.</summary>
public interface IOperators
{
    /// <returns>Null for whoever is no operator.</returns>
    Task<CaseOperator?> FindAsync(Session session, CancellationToken cancellation);

    /// <summary>False for whoever cannot be one, by settings or by any post of the own record: three million people.</summary>
    bool CouldBe(CityProfile profile, PersonRecord own);
}

/// <inheritdoc cref="IOperators"/>
internal sealed class Operators(ITies ties, ISchoolRecords records, IAccessCheck accessCheck, OperatorPlaces places, IOptionsMonitor<DeskOptions> options) : IOperators
{
    internal static readonly string[] Roles = ["principal", "siteAdministrator", "districtAdministrator", "systemAdministrator"];

    public async Task<CaseOperator?> FindAsync(Session session, CancellationToken cancellation)
    {
        // A bound device is good for its own service (D20).
        if (session.DeviceId is not null)
            return null;

        var profile = session.Profile;
        var named = Named(profile).ToList();
        // Whoever comes straight here after the sign-in has no tie yet: the check makes it.
        if (named.Count == 0 && await ties.FindAsync(profile.Provider, profile.Subject, cancellation) is { } id
            && !(await records.FindAsync(id, cancellation) is { } own && HasPost(own)))
            return null;

        var access = await accessCheck.CheckAsync(session, cancellation);
        var posts = access.Granted.Where(granted => granted.Role is PersonRole.Staff).SelectMany(granted => granted.Posts);
        var (isCity, schools) = await places.OfAsync(posts, named, cancellation);
        if (!isCity && schools.Count == 0)
            return null;

        var person = access.Person;
        return new CaseOperator
        {
            Key = person?.Id ?? $"{profile.Provider}/{profile.Subject}",
            Name = person is null ? $"{profile.GivenName} {profile.MiddleName} {profile.FamilyName}".Trim() : $"{person.Name.Given} {person.Name.Middle} {person.Name.Family}".Replace("  ", " ", StringComparison.Ordinal),
            IsCity = isCity,
            Schools = schools,
            Provider = profile.Provider,
            Subject = profile.Subject,
            PersonId = person?.Id,
        };
    }

    public bool CouldBe(CityProfile profile, PersonRecord own) => Named(profile).Any() || HasPost(own);

    private IEnumerable<NamedOperator> Named(CityProfile profile) => options.CurrentValue.Operators.Where(one => one.Provider == profile.Provider && one.Subject == profile.Subject);

    private static bool HasPost(PersonRecord record) => record.Posts.Any(post => Roles.Contains(post.Role, StringComparer.Ordinal));

    /// <summary>Whose cases are all of the city.</summary>
    internal static bool IsTop(School organisation) => organisation is { IsMoscow: true, Within.Count: 1 };
}
