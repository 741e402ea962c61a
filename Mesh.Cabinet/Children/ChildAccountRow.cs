namespace Mesh.Cabinet.Children;

/// <summary>A request for a child's account; the account itself once <see cref="CompletedAt"/> is set.</summary>
internal sealed record ChildAccountRow
{
    public string PersonId { get; init; } = "";

    /// <summary>mos.ru makes one account for it, however often it comes.</summary>
    public Guid Id { get; init; }

    public string Login { get; init; } = "";

    public string RequestedBy { get; init; } = "";

    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>Who is at work on it; null while nobody is.</summary>
    public Guid? Attempt { get; init; }

    public DateTimeOffset? BusyUntil { get; init; }

    /// <summary>The account at mos.ru.</summary>
    public string? Subject { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }
}

/// <summary>Whether a request may go on to mos.ru.</summary>
internal abstract record StartOutcome
{
    private StartOutcome()
    {
    }

    public sealed record Started(ChildAccountRow Row) : StartOutcome;

    /// <summary>Somebody else, or the same adult in another tab, is at it.</summary>
    public sealed record Busy : StartOutcome;

    /// <summary>The account is there since an earlier request.</summary>
    public sealed record Done : StartOutcome;

    /// <summary>The child has come with an account of its own (E25).</summary>
    public sealed record Elsewhere : StartOutcome;

    public sealed record NoRight : StartOutcome;
}
