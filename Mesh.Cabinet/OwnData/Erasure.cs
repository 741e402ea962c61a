namespace Mesh.Cabinet.OwnData;

/// <summary>One erasure, as the list outside the database keeps it. It names a record of the school's, and nothing that came from mos.ru.</summary>
internal sealed record Erasure
{
    public required Guid Id { get; init; }

    public required string PersonId { get; init; }

    public required string Why { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>What was held: the categories of the act.</summary>
    public IReadOnlyList<string> Held { get; init; } = [];

    /// <summary>Null while it is under way.</summary>
    public DateTimeOffset? DoneAt { get; init; }
}

/// <summary>How an erasure ended.</summary>
internal abstract record EraseOutcome
{
    private EraseOutcome()
    {
    }

    /// <summary>Nothing is left; the same once more, where it was done before and nothing has come since.</summary>
    public sealed record Done(Erasure Erasure, string Name) : EraseOutcome;

    /// <summary>Another system did not answer: what could go has gone, and the rest goes by repeating the command.</summary>
    public sealed record Unfinished : EraseOutcome;

    public sealed record NoSuchRecord : EraseOutcome;

    /// <summary>No reason, or one that is too long.</summary>
    public sealed record WrongReason : EraseOutcome;

    /// <summary>The list outside cannot be written: nothing was done, or it would come back with a backup.</summary>
    public sealed record NoList(string Path, string Reason) : EraseOutcome;
}
