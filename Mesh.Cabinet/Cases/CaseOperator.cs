namespace Mesh.Cabinet.Cases;

/// <summary>Whoever handles cases, and whose cases these are (D22).</summary>
public sealed record CaseOperator
{
    /// <summary>Names the operator in cases: the id of the own record, or «provider/subject» where there is none.</summary>
    public required string Key { get; init; }

    /// <summary>As other operators read it.</summary>
    public required string Name { get; init; }

    /// <summary>All cases, those of no school among them.</summary>
    public bool IsCity { get; init; }

    /// <summary>Ids of the schools whose cases these are, where it is not the whole city.</summary>
    public IReadOnlyList<string> Schools { get; init; } = [];

    /// <summary>The own account: a case of one's own is handled by somebody else.</summary>
    public required string Provider { get; init; }

    /// <inheritdoc cref="Provider"/>
    public required string Subject { get; init; }

    /// <summary>The own record; null where the settings alone make the operator.</summary>
    public string? PersonId { get; init; }

    /// <summary>Whether what is of this school is theirs; what is of none is the city's.</summary>
    public bool Covers(string? schoolId) => IsCity || (schoolId is not null && Schools.Contains(schoolId, StringComparer.Ordinal));

    public override string ToString() => Key;
}
