using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Cases;

/// <summary>A row of <c>SupportCases</c> as its stores read it.</summary>
internal sealed record CaseRow
{
    /// <summary>The columns of a list: nothing in them has to be decrypted.</summary>
    public const string Columns =
        "Number, Kind, PersonId, Provider, Subject, JournalLogin, MosRuLogin, DecidedLogin, About, Matter, SchoolId, WaitsFor, HandlerKey, HandlerName, OpenedAt, ClosedAt, DueAt, ChangedAt, Version";

    public long Number { get; init; }

    public SupportCaseKind Kind { get; init; }

    public string? PersonId { get; init; }

    public string? Provider { get; init; }

    public string? Subject { get; init; }

    public string? JournalLogin { get; init; }

    public string? MosRuLogin { get; init; }

    public string? DecidedLogin { get; init; }

    public string? About { get; init; }

    public string? Matter { get; init; }

    public string? SchoolId { get; init; }

    public CaseState? WaitsFor { get; init; }

    public string? HandlerKey { get; init; }

    public string? HandlerName { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    public int Version { get; init; }

    public Guid Id { get; init; }

    public byte[]? MessageProtected { get; init; }

    public byte[]? AnswerToProtected { get; init; }

    public byte[]? ProfileProtected { get; init; }

    public CaseState State => ClosedAt is not null ? CaseState.Done : WaitsFor ?? CaseState.Open;

    public OwnCase Own(IReadOnlyList<CaseEntry> entries) => new()
    {
        Number = Number, Kind = Kind, Matter = Matter, State = State, OpenedAt = OpenedAt, ClosedAt = ClosedAt, DueAt = DueAt, ChangedAt = ChangedAt ?? ClosedAt ?? OpenedAt, Entries = entries,
    };

    public DeskCase AtDesk(FieldProtection protection, IReadOnlyList<CaseEntry> entries) => new()
    {
        Number = Number, Kind = Kind, State = State, Version = Version, OpenedAt = OpenedAt, ClosedAt = ClosedAt, DueAt = DueAt, PersonId = PersonId, SchoolId = SchoolId,
        Provider = Provider, Subject = Subject, JournalLogin = JournalLogin, MosRuLogin = MosRuLogin, DecidedLogin = DecidedLogin, About = About, Matter = Matter,
        HandlerKey = HandlerKey, HandlerName = HandlerName, HasAddress = AnswerToProtected is not null, Profile = Reveal(protection, ProfileProtected), Entries = entries,
    };

    /// <summary>What the person wrote first, as the first entry of the thread.</summary>
    public IEnumerable<CaseEntry> First(FieldProtection protection) =>
        Reveal(protection, MessageProtected) is { } text ? [new CaseEntry { Kind = CaseEntryKind.Person, At = OpenedAt, Text = text }] : [];

    public string? Reveal(FieldProtection protection, byte[]? value) => value is null ? null : protection.Reveal(ProtectedField.CaseMessage, $"{Id}", value);
}
