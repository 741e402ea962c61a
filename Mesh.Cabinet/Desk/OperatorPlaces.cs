using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Desk;

/// <summary>Whose cases are handled by whom, from posts and settings (D22).</summary>
internal sealed class OperatorPlaces(IOrganisations organisations)
{
    /// <returns>Whether all cases are theirs, and else those of which schools.</returns>
    public async Task<(bool IsCity, IReadOnlyList<string> Schools)> OfAsync(IEnumerable<Post> posts, IEnumerable<NamedOperator> named, CancellationToken cancellation)
    {
        var places = new HashSet<string>(StringComparer.Ordinal);
        var isCity = false;
        foreach (var post in posts)
            isCity |= await AddAsync(places, post, cancellation);
        foreach (var one in named)
            isCity |= await AddAsync(places, one.Organisation, cancellation);
        return (isCity, isCity ? [] : [.. places.Order(StringComparer.Ordinal)]);
    }

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
                return post.Role is "systemAdministrator" && Operators.IsTop(post.School);
        }
    }

    private async Task<bool> AddAsync(HashSet<string> places, string organisation, CancellationToken cancellation)
    {
        if (await organisations.FindAsync(organisation, cancellation) is not { } named)
            return false;
        if (Operators.IsTop(named))
            return true;
        places.UnionWith(await organisations.BelowAsync(organisation, cancellation));
        return false;
    }
}
