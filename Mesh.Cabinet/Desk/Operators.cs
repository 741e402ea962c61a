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
}

/// <inheritdoc cref="IOperators"/>
internal sealed class Operators(ITies ties, ISchoolRecords records, IAccessCheck accessCheck, IOrganisations organisations, IOptionsMonitor<DeskOptions> options) : IOperators
{
    private static readonly string[] Roles = ["principal", "siteAdministrator", "districtAdministrator", "systemAdministrator"];

    public async Task<CaseOperator?> FindAsync(Session session, CancellationToken cancellation)
    {
        // A bound device is good for its own service (D20).
        if (session.DeviceId is not null)
            return null;

        var profile = session.Profile;
        var named = options.CurrentValue.Operators.Where(one => one.Provider == profile.Provider && one.Subject == profile.Subject).ToList();
        // Three million people are no operators, and nothing more is looked at for them.
        if (named.Count == 0 && !await MayHavePostAsync(profile, cancellation))
            return null;

        var access = await accessCheck.CheckAsync(session, cancellation);
        var posts = access.Granted.Where(granted => granted.Role is PersonRole.Staff).SelectMany(granted => granted.Posts);
        var places = new HashSet<string>(StringComparer.Ordinal);
        var isCity = false;
        foreach (var post in posts)
            isCity |= await AddAsync(places, post, cancellation);
        foreach (var one in named)
            isCity |= await AddAsync(places, one.Organisation, cancellation);
        if (!isCity && places.Count == 0)
            return null;

        var person = access.Person;
        return new CaseOperator
        {
            Key = person?.Id ?? $"{profile.Provider}/{profile.Subject}",
            Name = person is null ? $"{profile.GivenName} {profile.MiddleName} {profile.FamilyName}".Trim() : $"{person.Name.Given} {person.Name.Middle} {person.Name.Family}".Replace("  ", " ", StringComparison.Ordinal),
            IsCity = isCity,
            Schools = isCity ? [] : [.. places.Order(StringComparer.Ordinal)],
            Provider = profile.Provider,
            Subject = profile.Subject,
            PersonId = person?.Id,
        };
    }

    // Whoever comes straight here after the sign-in has no tie yet: the check makes it.
    private async Task<bool> MayHavePostAsync(CityProfile profile, CancellationToken cancellation) =>
        await ties.FindAsync(profile.Provider, profile.Subject, cancellation) is not { } id
        || (await records.FindAsync(id, cancellation) is { } person && person.Posts.Any(post => Roles.Contains(post.Role, StringComparer.Ordinal)));

    private async Task<bool> AddAsync(HashSet<string> places, Post post, CancellationToken cancellation)
    {
        switch (post.Role)
        {
            case "principal" or "siteAdministrator":
                places.Add(post.School.Id);
                return false;
            // At the top itself a word for a district names nobody.
            case "districtAdministrator" when post.School.Within.Count > 1:
                places.UnionWith(await organisations.BelowAsync(post.School.Id, cancellation));
                return false;
            default:
                return post.Role is "systemAdministrator" && IsTop(post.School);
        }
    }

    private async Task<bool> AddAsync(HashSet<string> places, string organisation, CancellationToken cancellation)
    {
        if (await organisations.FindAsync(organisation, cancellation) is not { } named)
            return false;
        if (IsTop(named))
            return true;
        places.UnionWith(await organisations.BelowAsync(organisation, cancellation));
        return false;
    }

    private static bool IsTop(School organisation) => organisation is { IsMoscow: true, Within.Count: 1 };
}
