namespace Mesh.Cabinet.Desk.Jobs;

/// <summary>How a job ended.</summary>
public enum JobEnding
{
    /// <summary>Everything in it has been looked at.</summary>
    Done,

    /// <summary>Whoever began it stopped it.</summary>
    Stopped,

    /// <summary>Whoever began it is no operator any more, or the account is doubtful.</summary>
    RightEnded,
}

/// <summary>What became of one person or case.</summary>
public enum JobOutcome
{
    Done,

    /// <summary>Nothing was changed; the words say why.</summary>
    Refused,

    /// <summary>It was never to be done: said before the job began.</summary>
    LeftOut,

    /// <summary>The job ended before.</summary>
    NotReached,

    /// <summary>Something is broken; the log knows what.</summary>
    Failed,
}

/// <summary>An action over many people or cases, as one operator may see it.</summary>
public sealed record DeskJob
{
    public required long Number { get; init; }

    /// <summary>The key of the action.</summary>
    public required string Action { get; init; }

    /// <summary>The class or the school; null where cases were chosen.</summary>
    public string? Place { get; init; }

    public required string Why { get; init; }

    /// <summary>Whoever began it.</summary>
    public required string Provider { get; init; }

    /// <inheritdoc cref="Provider"/>
    public required string Subject { get; init; }

    public required string ByKey { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public JobEnding? Ending { get; init; }

    /// <summary>Of what the operator may see: people and cases for which something is to be done, and how many of them something has become of.</summary>
    public int Total { get; init; }

    /// <inheritdoc cref="Total"/>
    public int Ended { get; init; }

    public override string ToString() => $"{Number}";
}

/// <summary>One person or case of a job, with what became of it.</summary>
public sealed record JobItem
{
    public long Number { get; init; }

    public long JobNumber { get; init; }

    public string? SchoolId { get; init; }

    public string? PersonId { get; init; }

    public long? CaseNumber { get; init; }

    /// <summary>Null while nobody has come to it.</summary>
    public JobOutcome? Outcome { get; init; }

    public string? Words { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? FamilyName { get; init; }

    public string? GivenName { get; init; }

    public string? MiddleName { get; init; }

    /// <summary>Null where the record is gone, or none is known.</summary>
    public string? Name => FamilyName is null ? null : string.Join(' ', new[] { FamilyName, GivenName, MiddleName }.OfType<string>());

    /// <summary>Prints the number only: the rest is personal.</summary>
    public override string ToString() => $"{Number}";
}

/// <summary>What became of some people or cases, in numbers.</summary>
/// <param name="Outcome">Null for those that nobody has come to.</param>
public sealed record JobCount(JobOutcome? Outcome, int Total);
