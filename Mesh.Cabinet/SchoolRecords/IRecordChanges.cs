namespace Mesh.Cabinet.SchoolRecords;

/// <summary>What imports took away, for whoever has to act on it at once (E18, E27).</summary>
public interface IRecordChanges
{
    /// <summary>When the last import was completed; null if none ever was.</summary>
    Task<DateTimeOffset?> LastImportAsync(CancellationToken cancellation);

    /// <summary>When an import last changed anything of this person; null if none did since they came.</summary>
    Task<DateTimeOffset?> ChangedAtAsync(string personId, CancellationToken cancellation);

    /// <summary>Everybody of whom an import completed after a moment changed anything, by whatever file.</summary>
    Task<IReadOnlyList<string>> ChangedSinceAsync(DateTimeOffset since, CancellationToken cancellation);

    /// <summary>Everybody who was withdrawn, or lost a post, by an import completed after a moment, with the moment of the loss.</summary>
    Task<IReadOnlyList<LostPost>> LostSinceAsync(DateTimeOffset since, DateOnly today, CancellationToken cancellation);
}

/// <summary>Somebody lost a post, or all of them.</summary>
public sealed record LostPost
{
    public required string PersonId { get; init; }

    public required DateTimeOffset At { get; init; }
}
