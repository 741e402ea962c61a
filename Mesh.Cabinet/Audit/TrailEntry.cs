using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Audit;

/// <summary>An entry of the audit trail as it stands in the database.</summary>
internal sealed record TrailEntry(
    long Number, DateTimeOffset At, string? PersonId, string? Provider, string? Subject, string Event, string? Detail, string? ByPersonId, string? Device)
{
    /// <summary>Whose keys bind what it holds of people.</summary>
    public EntryHolders Holders => new(
        PersonId is null ? null : HolderOfRecord(PersonId),
        Provider is null || Subject is null ? null : HolderOfAccount(Provider, Subject),
        ByPersonId is null or AuditEntry.BySupport ? null : HolderOfRecord(ByPersonId));

    public static string HolderOfRecord(string personId) => $"record/{personId}";

    public static string HolderOfAccount(string provider, string subject) => $"account/{provider}/{subject}";
}

/// <summary>Those of whom an entry tells, by the names of their keys.</summary>
internal sealed record EntryHolders(string? Record, string? Account, string? By)
{
    public IEnumerable<string> All => new[] { Record, Account, By }.OfType<string>();
}

/// <summary>One person's part of an entry: under which key it is bound, and how.</summary>
internal sealed record Bond(Guid Key, byte[] Binding);

/// <summary>What a seal stands over besides the entry: the bonds of those of whom it tells.</summary>
internal sealed record EntryBonds(Bond? Record, Bond? Account, Bond? By);

/// <summary>One place of the chain.</summary>
internal sealed record AuditSeal(long Sequence, long EntryNumber, EntryBonds Bonds, byte[] Seal);

/// <summary>Where the chain ends.</summary>
/// <param name="CoveredUntil">All entries of before were there to be sealed: one that turns up later was added.</param>
internal sealed record ChainEnd(long Sequence, byte[] Seal, DateTimeOffset CoveredUntil)
{
    public static readonly ChainEnd Beginning = new(0, new byte[32], DateTimeOffset.UnixEpoch);

    /// <summary>As an operator keeps it, and gives it to <c>audit verify --head</c>.</summary>
    public override string ToString() => $"{Sequence}:{Convert.ToHexString(Seal)}";
}
