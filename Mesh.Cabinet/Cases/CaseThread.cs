namespace Mesh.Cabinet.Cases;

/// <summary>Whose turn it is.</summary>
public enum CaseState
{
    /// <summary>An operator's.</summary>
    Open,

    /// <summary>The person was asked something.</summary>
    WaitsForPerson,

    /// <summary>The school has to mend a record.</summary>
    WaitsForSchool,

    Done,
}

/// <summary>What an entry of a thread is.</summary>
public enum CaseEntryKind
{
    /// <summary>The person wrote.</summary>
    Person,

    /// <summary>An operator wrote to the person.</summary>
    Answer,

    /// <summary>An operator wrote to other operators: the person never reads it.</summary>
    Note,

    /// <summary>An operator did something; the text says what and why.</summary>
    Act,
}

/// <summary>One word of a thread.</summary>
public sealed record CaseEntry
{
    /// <summary>The longest text of an entry.</summary>
    public const int MaxText = 4000;

    public required CaseEntryKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The operator's name; null where the person wrote, or where the person reads.</summary>
    public string? ByName { get; init; }

    /// <summary>Null once it has been cleared.</summary>
    public string? Text { get; init; }
}

/// <summary>A case as its person sees it.</summary>
public sealed record OwnCase
{
    /// <summary>A closed case can be opened again for this long.</summary>
    public static readonly TimeSpan ReopenedFor = TimeSpan.FromDays(14);

    public required long Number { get; init; }

    public required SupportCaseKind Kind { get; init; }

    /// <inheritdoc cref="SupportCaseDraft.Matter"/>
    public string? Matter { get; init; }

    public required CaseState State { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>By when an answer is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When something was last said or done.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The first words come first.</summary>
    public IReadOnlyList<CaseEntry> Entries { get; init; } = [];

    public bool TakesReply(DateTimeOffset now) => ClosedAt is not { } closed || now - closed < ReopenedFor;
}

/// <summary>How a person's reply ended.</summary>
public abstract record ReplyOutcome
{
    private ReplyOutcome()
    {
    }

    public sealed record Sent : ReplyOutcome;

    /// <summary>There is no such case, or it is somebody else's.</summary>
    public sealed record NotThere : ReplyOutcome;

    /// <summary>Closed for too long: a new letter begins a new case.</summary>
    public sealed record Over : ReplyOutcome;

    /// <summary>The thread holds as many replies without an answer as it may (E55).</summary>
    public sealed record Full : ReplyOutcome;
}

/// <summary>A person's own cases: those of the account. "Not there" and "not yours" are one answer.</summary>
public interface IOwnCases
{
    /// <summary>The latest first, without their entries.</summary>
    Task<IReadOnlyList<OwnCase>> ListAsync(string provider, string subject, CancellationToken cancellation);

    Task<OwnCase?> FindAsync(string provider, string subject, long number, CancellationToken cancellation);

    /// <summary>Adds a reply; one to a closed case opens it again.</summary>
    Task<ReplyOutcome> ReplyAsync(string provider, string subject, long number, string text, CancellationToken cancellation);
}
