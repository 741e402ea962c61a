namespace Mesh.Cabinet.Cases;

/// <summary>A case as an operator sees it.</summary>
public sealed record DeskCase
{
    public required long Number { get; init; }

    public required SupportCaseKind Kind { get; init; }

    public required CaseState State { get; init; }

    /// <summary>Counted up by every change.</summary>
    public required int Version { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The record of which it is proven that it is the person's; null while none is.</summary>
    public string? PersonId { get; init; }

    public string? SchoolId { get; init; }

    public string? Provider { get; init; }

    public string? Subject { get; init; }

    public string? JournalLogin { get; init; }

    public string? MosRuLogin { get; init; }

    public string? DecidedLogin { get; init; }

    /// <inheritdoc cref="SupportCaseDraft.About"/>
    public string? About { get; init; }

    /// <inheritdoc cref="SupportCaseDraft.Matter"/>
    public string? Matter { get; init; }

    /// <summary>A letter of which nobody has proven whose it is: no record is known, whoever signed it.</summary>
    public bool IsUnproven => Kind is SupportCaseKind.Message && PersonId is null;

    /// <summary>Who is at it.</summary>
    public string? HandlerKey { get; init; }

    public string? HandlerName { get; init; }

    /// <summary>An answer also goes out by letter.</summary>
    public bool HasAddress { get; init; }

    /// <summary>What mos.ru said of the person when the case was opened, as the feature wrote it; null where it is kept no longer.</summary>
    public string? Profile { get; init; }

    /// <summary>The first words come first; notes among them.</summary>
    public IReadOnlyList<CaseEntry> Entries { get; init; } = [];

    public bool IsLate(DateTimeOffset now) => ClosedAt is null && DueAt < now;

    public override string ToString() => $"{Number}";
}

/// <summary>Which cases an operator looks for.</summary>
/// <param name="State">Null for all that are not done.</param>
/// <param name="Mine">Only those that this operator has taken.</param>
public sealed record CaseFilter(SupportCaseKind? Kind = null, CaseState? State = null, bool Mine = false, string? SchoolId = null, long? Number = null, bool NewestFirst = false, int Skip = 0, int Take = 25);

/// <summary>A part of a list.</summary>
/// <param name="Total">Of the whole list.</param>
public sealed record CasePart(IReadOnlyList<DeskCase> Cases, int Total);

/// <summary>How many cases an operator has before them.</summary>
public sealed record CaseCounts
{
    public int Open { get; init; }

    public int Late { get; init; }

    public int Mine { get; init; }

    public int Waiting { get; init; }
}

/// <summary>How an operator's change of a case ended.</summary>
public abstract record CaseChange
{
    private CaseChange()
    {
    }

    public sealed record Made : CaseChange;

    /// <summary>There is no such case within the operator's schools.</summary>
    public sealed record NotThere : CaseChange;

    /// <summary>Somebody changed it meanwhile, or it is closed; nothing was overwritten.</summary>
    /// <param name="HandlerName">Who is at it.</param>
    public sealed record Meanwhile(string? HandlerName) : CaseChange;
}

/// <summary>Cases as operators work on them; whose cases these are stands in every query.</summary>
public interface IDeskCases
{
    Task<CasePart> ListAsync(CaseOperator by, CaseFilter filter, CancellationToken cancellation);

    Task<CaseCounts> CountAsync(CaseOperator by, CancellationToken cancellation);

    Task<DeskCase?> FindAsync(CaseOperator by, long number, CancellationToken cancellation);

    /// <summary>From now on this operator is at it.</summary>
    Task<CaseChange> TakeAsync(CaseOperator by, DeskCase seen, CancellationToken cancellation);

    /// <summary>Back to whoever takes it next.</summary>
    Task<CaseChange> PutBackAsync(CaseOperator by, DeskCase seen, CancellationToken cancellation);

    /// <summary>Writes to the person: word of it goes to the address of the case in the same transaction.</summary>
    /// <param name="turn"><see cref="CaseState.WaitsForPerson"/>, <see cref="CaseState.WaitsForSchool"/> or <see cref="CaseState.Done"/>.</param>
    Task<CaseChange> AnswerAsync(CaseOperator by, DeskCase seen, string text, CaseState turn, CancellationToken cancellation);

    /// <summary>Writes to other operators.</summary>
    Task<CaseChange> NoteAsync(CaseOperator by, DeskCase seen, string text, CancellationToken cancellation);

    /// <summary>Tells in the thread what was done and why; a case that it ends is closed.</summary>
    /// <param name="turn">Whose turn it is afterwards, where the case goes on; null where that stays as it was.</param>
    /// <param name="together">Written in the same transaction; where it says false nothing is changed at all.</param>
    Task<CaseChange> ActedAsync(CaseOperator by, DeskCase seen, string text, bool isDone, CancellationToken cancellation, CaseState? turn = null, WrittenTogether? together = null);
}
