namespace Mesh.Cabinet.SchoolRecords;

/// <summary>A current post, as far as families go.</summary>
internal sealed record FamilyPost(string Role, string SchoolId);

/// <summary>
/// What makes a right. OneRoster's <c>agentSourcedIds</c> says only that two people belong together, in the record of either; what the
/// adult is to the child stands in the adult's role at the child's school. Pure.
/// </summary>
internal static class FamilyRules
{
    /// <summary>
    /// The right over a child that the adult is tied to. The roles at the child's schools decide; where there is none, those at other
    /// schools. Where several speak the weakest counts: a grandmother who has a child of her own there must not get her grandchild's password.
    /// </summary>
    /// <param name="adult">The adult's current posts, whatever they are.</param>
    /// <param name="child">The child's current posts.</param>
    public static FamilyRight Right(IReadOnlyCollection<FamilyPost> adult, IReadOnlyCollection<FamilyPost> child)
    {
        var schools = child.Where(post => post.Role == "student").Select(post => post.SchoolId).ToHashSet(StringComparer.Ordinal);
        var roles = adult.Where(post => OfRole(post.Role) is not FamilyRight.None).ToList();
        if (schools.Count == 0 || roles.Count == 0)
            return FamilyRight.None;

        var there = roles.Where(post => schools.Contains(post.SchoolId)).ToList();
        return (there.Count > 0 ? there : roles).Min(post => OfRole(post.Role));
    }

    private static FamilyRight OfRole(string role) => role switch
    {
        "parent" or "guardian" => FamilyRight.Full,
        "relative" => FamilyRight.Look,
        _ => FamilyRight.None,
    };
}
