namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>What to import and how.</summary>
/// <param name="IsDryRun">Everything is read and checked, nothing is applied.</param>
/// <param name="AllowsWithdrawals">As many may lose access as would (E41).</param>
internal sealed record ImportRequest(string Path, bool IsDryRun = false, bool AllowsWithdrawals = false);

/// <summary>Numbers of records of one file.</summary>
internal sealed record ImportCounts(string File, int Added, int Changed, int Withdrawn, int Refused);

/// <summary>How many people would gain and lose a current post at a school.</summary>
internal sealed record AccessChange
{
    public required string School { get; init; }

    public int Gains { get; init; }

    public int Loses { get; init; }
}

/// <summary>How many people of a school would have access nowhere any more, and how many have it now.</summary>
internal sealed record AccessLoss
{
    public required string School { get; init; }

    public int Losing { get; init; }

    public int Entitled { get; init; }
}

/// <summary>Something to say about one row: it was refused, or a part of it was left out.</summary>
/// <param name="Column">Null where the row as a whole is meant.</param>
internal sealed record ImportFinding(string File, int Line, string? Column, string Reason, bool IsRefusal)
{
    /// <summary>The reason without what differs from row to row: by it rows are counted.</summary>
    public string Sort { get; init; } = Reason;

    public RowOwner Owner { get; init; } = RowOwner.Unknown;

    /// <summary>What stands in the field, where that is nothing personal.</summary>
    public string? Words { get; init; }

    /// <summary>Where the row was staged, for a check of staged rows: of them the database knows whose they are.</summary>
    public (string Table, int Line)? Staged { get; init; }

    /// <summary><c>users.csv:17:userIds: …</c></summary>
    public override string ToString() => Column is null ? $"{File}:{Line}: {Reason}" : $"{File}:{Line}:{Column}: {Reason}";
}

/// <summary>Whose a row is, as it says itself; nobody has checked yet whether there is such a school.</summary>
/// <param name="RecordId">The row's own id.</param>
internal sealed record RowOwner(string? RecordId, string? PersonId, string? OrganisationId, string? ClassId)
{
    public static readonly RowOwner Unknown = new(null, null, null, null);
}

/// <summary>How far an import is.</summary>
/// <param name="Step">A file's name while it is read, else null.</param>
/// <param name="Share">Of the file's bytes, 0 to 1.</param>
internal sealed record ImportProgress(ImportStep Step, string? File, int Rows, double Share);

internal enum ImportStep { Reading, Comparing, Applying }

/// <summary>Who wants to hear of an import while it runs.</summary>
internal sealed record ImportWatch(Action<ImportProgress> OnProgress, Action<ImportFinding> OnFinding)
{
    public static readonly ImportWatch Nobody = new(_ => { }, _ => { });
}

/// <summary>How an import ended; all cases but <see cref="Done"/> left every record as it was.</summary>
internal abstract record ImportOutcome
{
    private ImportOutcome()
    {
    }

    /// <summary>The records equal the file, except for refused rows. In a dry run: they would.</summary>
    /// <param name="AccessChanges">Who would gain and lose, if this was a dry run; else null.</param>
    public sealed record Done(IReadOnlyList<ImportCounts> Counts, IReadOnlyList<AccessChange>? AccessChanges) : ImportOutcome
    {
        public bool IsDryRun => AccessChanges is not null;

        public ImportCounts Total => new(
            "", Counts.Sum(count => count.Added), Counts.Sum(count => count.Changed), Counts.Sum(count => count.Withdrawn), Counts.Sum(count => count.Refused));
    }

    /// <summary>The package cannot be read.</summary>
    public sealed record NothingRead(string? File, int? Line, string Reason) : ImportOutcome;

    /// <summary>More people would lose access than is likely to be meant (E41).</summary>
    /// <param name="Losing">People who would have access nowhere any more as what they have it now.</param>
    /// <param name="Entitled">People who have access now.</param>
    /// <param name="Schools">Schools that would lose too large a part of their people.</param>
    /// <param name="UnreadableFiles">Files with rows that could not be read at all, which are to be mended first.</param>
    public sealed record TooManyLosses(int Losing, int Entitled, IReadOnlyList<AccessLoss> Schools, IReadOnlyList<string> UnreadableFiles) : ImportOutcome
    {
        /// <summary>All that a dry run has to tell; null where none was asked for.</summary>
        public Done? DryRun { get; init; }
    }

    /// <summary>Another import holds the lease, or took it because this one had stopped for too long.</summary>
    public sealed record AlreadyRunning : ImportOutcome;
}
