using System.Data;
using System.Runtime.CompilerServices;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Import.Rows;

namespace Mesh.Cabinet.SchoolRecords.Import.Staging;

/// <summary>Keeps what there is to say about rows until the end, when it is told in the order of files and lines.</summary>
internal sealed class FindingsStore(CabinetDatabase database, ImportLeaseStore leases)
{
    public static readonly BulkTable Findings = new(
        "ImportFindings",
        [
            ("Number", DbType.Int32), ("FileOrder", DbType.Int32), ("FileName", DbType.String), ("Line", DbType.Int32),
            ("ColumnName", DbType.String), ("Reason", DbType.String), ("IsRefusal", DbType.Boolean), ("Sort", DbType.String),
            ("StagedIn", DbType.String), ("StagedLine", DbType.Int32),
            ("RecordId", DbType.String), ("PersonId", DbType.String), ("OrganisationId", DbType.String), ("ClassId", DbType.String), ("Words", DbType.String),
        ]);

    private const int MaxReasonLength = 500;

    /// <param name="firstNumber">Numbers already given in this import.</param>
    public async Task AddAsync(Guid import, RecordKind kind, int firstNumber, IReadOnlyList<ImportFinding> findings, CancellationToken cancellation)
    {
        var rows = findings.Select((finding, at) => new object?[]
        {
            firstNumber + at, kind.Order, finding.File, finding.Line, finding.Column,
            TextLength.Cut(finding.Reason, MaxReasonLength), finding.IsRefusal, TextLength.Cut(finding.Sort, MaxReasonLength), finding.Staged?.Table, finding.Staged?.Line,
            finding.Owner.RecordId, finding.Owner.PersonId, finding.Owner.OrganisationId, finding.Owner.ClassId, finding.Words,
        });
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await leases.BeginAsync(connection, import, cancellation);
        await Findings.InsertAsync(connection, transaction, database.Provider, [.. rows], cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async IAsyncEnumerable<ImportFinding> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        const string sql = """
            SELECT FileName, Line, ColumnName, Reason, IsRefusal FROM ImportFindings
            ORDER BY FileOrder, Line, Number
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await foreach (var row in connection.QueryUnbufferedAsync<FindingRow>(sql, commandTimeout: 0).WithCancellation(cancellation))
            yield return new ImportFinding(row.FileName, row.Line, row.ColumnName, row.Reason, row.IsRefusal);
    }

    private sealed record FindingRow
    {
        public required string FileName { get; init; }

        public int Line { get; init; }

        public string? ColumnName { get; init; }

        public required string Reason { get; init; }

        public bool IsRefusal { get; init; }
    }
}
