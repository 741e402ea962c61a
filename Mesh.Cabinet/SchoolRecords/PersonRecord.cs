using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.SchoolRecords;

/// <summary>What schools know of one person.</summary>
public sealed record PersonRecord
{
    public required string Id { get; init; }

    public required PersonName Name { get; init; }

    /// <summary>The ЭЖД login, byte for byte; legal or not.</summary>
    public string? Username { get; init; }

    public Snils? Snils { get; init; }

    /// <summary>The last import brought something that is no СНИЛС; <see cref="Snils"/> is an earlier one or none (E42).</summary>
    public bool IsSnilsMisread { get; init; }

    public required IReadOnlyList<PhoneNumber> Phones { get; init; }

    public required IReadOnlyList<EmailAddress> Emails { get; init; }

    public DateOnly? BirthDate { get; init; }

    /// <summary>The class level.</summary>
    public string? Grades { get; init; }

    /// <summary>The last import no longer had this person.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>Ids of the people the record names as representatives or children (OneRoster <c>agentSourcedIds</c>).</summary>
    public IReadOnlyList<string> AgentIds { get; init; } = [];

    /// <summary>Ordered: those that count first (<see cref="Post.IsPrimary"/>), then by id.</summary>
    public required IReadOnlyList<Post> Posts { get; init; }

    /// <summary>Prints the id only: the rest is personal.</summary>
    public override string ToString() => Id;
}

/// <summary>A role of a person at a school: a post of staff, a place as a student, a tie as a parent.</summary>
public sealed record Post
{
    /// <summary>OneRoster's word, such as <c>teacher</c>.</summary>
    public required string Role { get; init; }

    /// <summary>
    /// It gives the place of work and the Teams domain (E15). OneRoster calls one post of each organisation primary: of several the person's own
    /// <c>primaryOrgSourcedId</c> decides (E46).
    /// </summary>
    public bool IsPrimary { get; init; }

    /// <summary>First day, null if it has always been.</summary>
    public DateOnly? Begin { get; init; }

    /// <summary>Last day, null if it is open.</summary>
    public DateOnly? End { get; init; }

    public string? Position { get; init; }

    public required School School { get; init; }

    public bool IsWithdrawn { get; init; }
}

/// <summary>An organisation with what its ancestors say of it.</summary>
public sealed record School
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Itself or any ancestor is marked private (R19).</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The top of its tree is the state named «Москва» (D15).</summary>
    public bool IsMoscow { get; init; }

    /// <summary>The name of the nearest district above it.</summary>
    public string? District { get; init; }

    /// <summary>Ids of itself and of every organisation above it.</summary>
    public IReadOnlyList<string> Within { get; init; } = [];

    /// <summary>Its own or the nearest ancestor's, such as <c>zao.obr.mos.ru</c> (R33).</summary>
    public string? TeamsDomain { get; init; }
}
