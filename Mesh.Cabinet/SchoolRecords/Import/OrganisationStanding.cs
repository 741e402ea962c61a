namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>An organisation as far as its place in the tree goes.</summary>
internal sealed record Organisation
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    public string? ParentId { get; init; }

    public bool IsPrivate { get; init; }
}

/// <summary>What the people of an organisation lose by a change of the tree.</summary>
internal enum StandingLoss { Nothing = 0, Account = 1, Door = 2 }

/// <summary>
/// What a place in the tree gives: below Moscow the door of mos.ru, and an account unless anything on the way up is private (R19, D15). Pure.
/// </summary>
internal static class OrganisationStanding
{
    public static StandingLoss Loses(string id, IReadOnlyDictionary<string, Organisation> earlier, IReadOnlyDictionary<string, Organisation> later)
    {
        var (wasMoscow, wasPrivate) = Of(id, earlier);
        var (isMoscow, isPrivate) = Of(id, later);
        return wasMoscow && !isMoscow ? StandingLoss.Door
            : wasMoscow && !wasPrivate && isPrivate ? StandingLoss.Account
            : StandingLoss.Nothing;
    }

    private static (bool IsMoscow, bool IsPrivate) Of(string id, IReadOnlyDictionary<string, Organisation> tree)
    {
        var isPrivate = false;
        Organisation? top = null;
        for (var (at, depth) = (id, 0); at is not null && depth < Schools.MaxDepth && tree.TryGetValue(at, out var organisation); at = organisation.ParentId, depth++)
        {
            isPrivate |= organisation.IsPrivate;
            top = organisation;
        }

        return (top is not null && Schools.IsMoscow(top.Type, top.Name, top.ParentId), isPrivate);
    }
}
