namespace Mesh.Cabinet.Desk.Audit;

/// <summary>What an operator looks for in the audit trail.</summary>
/// <param name="People">Records of whom; null for all of the operator's.</param>
/// <param name="Hands">Whose hand it was: records, or <c>support</c>; null for anybody's.</param>
/// <param name="From">The first moment.</param>
/// <param name="To">The moment after the last.</param>
internal sealed record TrailFilter(IReadOnlyList<string>? People, IReadOnlyList<string>? Hands, string? Event, DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>As the trail keeps that somebody searched: no name.</summary>
    public string Words => string.Join(' ', new[] { Event, From?.UtcDateTime.ToString("yyyy-MM-ddTHH:mmZ", null), To?.UtcDateTime.ToString("yyyy-MM-ddTHH:mmZ", null) }.Select(part => part ?? "*"));
}

/// <summary>An entry as an operator sees it.</summary>
internal sealed record TrailRow
{
    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Event { get; init; }

    public string? PersonId { get; init; }

    public string? Provider { get; init; }

    public string? Subject { get; init; }

    public string? ByPersonId { get; init; }

    public string? Detail { get; init; }

    public string? Device { get; init; }
}

/// <param name="Total">At most <see cref="TrailSearchStore.MostCounted"/>.</param>
internal sealed record TrailPart(IReadOnlyList<TrailRow> Rows, int Total);
