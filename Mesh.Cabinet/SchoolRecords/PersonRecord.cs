using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.SchoolRecords;

/// <summary>One person as the school's records hold them.</summary>
public sealed record PersonRecord
{
    public required string Id { get; init; }

    public required PersonName Name { get; init; }

    /// <summary>The ЭЖД login, byte for byte.</summary>
    public string? Username { get; init; }

    public Snils? Snils { get; init; }

    public IReadOnlyList<PhoneNumber> Phones { get; init; } = [];

    public IReadOnlyList<EmailAddress> Emails { get; init; } = [];

    public DateOnly? BirthDate { get; init; }

    /// <summary>The class level of a student.</summary>
    public string? Grades { get; init; }

    public bool IsWithdrawn { get; init; }

    public IReadOnlyList<Post> Posts { get; init; } = [];

    public override string ToString() => Id;
}

/// <summary>A role of a person at a school, between two dates.</summary>
public sealed record Post
{
    /// <summary>OneRoster 1.2's word: <c>teacher</c>, <c>student</c>, <c>parent</c>, …</summary>
    public required string Role { get; init; }

    public bool IsPrimary { get; init; }

    public DateOnly? Begin { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? End { get; init; }

    public string? Position { get; init; }

    public required School School { get; init; }

    public bool IsWithdrawn { get; init; }
}

/// <summary>An organisation at which somebody has a role.</summary>
public sealed record School
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>It or an organisation above it is private (R19).</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The top of its tree is the <c>state</c> «Москва» (D15).</summary>
    public bool IsMoscow { get; init; }

    /// <summary>Of the nearest district above it, such as <c>zao.obr.mos.ru</c> (R33).</summary>
    public string? TeamsDomain { get; init; }
}
