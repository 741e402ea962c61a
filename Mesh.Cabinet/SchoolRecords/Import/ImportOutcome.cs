namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>What to import and how.</summary>
/// <param name="IsDryRun">Everything is read and checked, nothing is applied.</param>
/// <param name="AllowsWithdrawals">More than 5 % of the people may be withdrawn.</param>
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

/// <summary>Something to say about one row: it was refused, or a part of it was left out.</summary>
/// <param name="Column">Null where the row as a whole is meant.</param>
internal sealed record ImportFinding(string File, int Line, string? Column, string Reason, bool IsRefusal)
{
    /// <summary><c>users.csv:17:userIds: …</c></summary>
    public override string ToString() => Column is null ? $"{File}:{Line}: {Reason}" : $"{File}:{Line}:{Column}: {Reason}";
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

    /// <summary>More than 5 % of the people would be withdrawn.</summary>
    public sealed record TooManyWithdrawals(int Withdrawn, int People) : ImportOutcome;

    /// <summary>Another import holds the lease, or took it because this one had stopped for too long.</summary>
    public sealed record AlreadyRunning : ImportOutcome;
}
