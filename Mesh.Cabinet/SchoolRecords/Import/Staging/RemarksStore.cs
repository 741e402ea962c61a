using System.Data;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.SchoolRecords.Import.Staging;

/// <summary>
/// Keeps what an import said of rows, for those who mend them: how many rows of each sort and school, and some of them as examples. Written before
/// the import is applied, and seen only with it: whoever reads goes by the completed imports.
/// </summary>
internal sealed class RemarksStore(CabinetDatabase database, ImportLeaseStore leases, TimeProvider time) : IRetention
{
    /// <summary>Rows of one sort and school that are kept.</summary>
    public const int OfSort = 20;

    /// <summary>Rows of one import that are kept.</summary>
    public const int OfImport = 20_000;

    /// <summary>Imports of which rows are kept.</summary>
    public const int LastImports = 5;

    private const int MostCounts = 50_000;
    private const int Lot = 1000;

    /// <summary>How long rows are kept at most.</summary>
    public static readonly TimeSpan RowsKept = TimeSpan.FromDays(60);

    /// <summary>How long the counts are kept.</summary>
    public static readonly TimeSpan CountsKept = TimeSpan.FromDays(400);

    // Longer than any import takes: what belongs to no completed one then belongs to none.
    private static readonly TimeSpan UnderWay = TimeSpan.FromDays(1);

    private static readonly BulkTable Counts = new(
        "ImportRemarkCounts",
        [
            ("ImportId", DbType.Guid), ("KeptAt", DbType.DateTimeOffset), ("SchoolId", DbType.String), ("CsvFile", DbType.String), ("CsvColumn", DbType.String),
            ("Sort", DbType.String), ("IsRefusal", DbType.Boolean), ("Total", DbType.Int32),
        ]);

    private static readonly BulkTable Rows = new(
        "ImportRemarks",
        [
            ("ImportId", DbType.Guid), ("KeptAt", DbType.DateTimeOffset), ("SchoolId", DbType.String), ("CsvFile", DbType.String), ("Line", DbType.Int32), ("CsvColumn", DbType.String),
            ("Sort", DbType.String), ("Reason", DbType.String), ("IsRefusal", DbType.Boolean), ("RecordId", DbType.String), ("PersonId", DbType.String), ("Words", DbType.String),
        ]);

    public async Task KeepAsync(Guid import, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await WriteAsync(import, Counts, [.. (await CountAsync(cancellation)).Select(one => new object?[] { import, now, one.SchoolId, one.CsvFile, one.CsvColumn, one.Sort, one.IsRefusal, one.Total })], cancellation);
        await WriteAsync(
            import, Rows,
            [
                .. (await ExamplesAsync(cancellation)).Select(one => new object?[]
                {
                    import, now, one.SchoolId, one.CsvFile, one.Line, one.CsvColumn, one.Sort, one.Reason, one.IsRefusal, one.RecordId, one.PersonId, one.Words,
                }),
            ],
            cancellation);
    }

    public async Task ClearAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var last = $"""
            SELECT {database.Top("@Last")} Id FROM Imports WHERE FinishedAt IS NOT NULL ORDER BY FinishedAt DESC {database.Limit("@Last")}
            """;
        await database.ClearAsync(
            Rows.Name, "Number", $"(KeptAt < @Before OR KeptAt < @UnderWay AND ImportId NOT IN ({last}))", new { Before = now - RowsKept, UnderWay = now - UnderWay, Last = LastImports }, cancellation);
        await database.ClearAsync(
            Counts.Name, "Number", "(KeptAt < @Before OR KeptAt < @UnderWay AND ImportId NOT IN (SELECT Id FROM Imports))", new { Before = now - CountsKept, UnderWay = now - UnderWay }, cancellation);
    }

    private async Task<IReadOnlyList<Remark>> CountAsync(CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} p.SchoolId, f.FileName AS CsvFile, f.ColumnName AS CsvColumn, f.Sort, f.IsRefusal, COUNT(*) AS Total
            FROM ImportFindings f LEFT JOIN StagedFindingSchools p ON p.Number = f.Number
            GROUP BY p.SchoolId, f.FileName, f.ColumnName, f.Sort, f.IsRefusal
            ORDER BY COUNT(*) DESC
            {database.Limit("@Most")}
            """;
        return await ReadAsync(sql, new { Most = MostCounts }, cancellation);
    }

    // Every school gets its first ones before anybody gets more.
    private async Task<IReadOnlyList<Remark>> ExamplesAsync(CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} n.SchoolId, n.CsvFile, n.Line, n.CsvColumn, n.Sort, n.Reason, n.IsRefusal, n.RecordId, n.PersonId, n.Words
            FROM (
                SELECT p.SchoolId, f.FileName AS CsvFile, f.Line, f.ColumnName AS CsvColumn, f.Sort, f.Reason, f.IsRefusal, f.RecordId, f.PersonId, f.Words, f.Number,
                    ROW_NUMBER() OVER (PARTITION BY p.SchoolId, f.FileName, f.ColumnName, f.Sort, f.IsRefusal ORDER BY f.Line, f.Number) AS Place
                FROM ImportFindings f LEFT JOIN StagedFindingSchools p ON p.Number = f.Number) n
            WHERE n.Place <= @OfSort
            ORDER BY n.Place, n.Number
            {database.Limit("@Most")}
            """;
        return await ReadAsync(sql, new { Most = OfImport, OfSort }, cancellation);
    }

    private async Task<IReadOnlyList<Remark>> ReadAsync(string sql, object values, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<Remark>(new CommandDefinition(database.Anew(sql), values, commandTimeout: 0, cancellationToken: cancellation))];
    }

    private async Task WriteAsync(Guid import, BulkTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation)
    {
        foreach (var lot in rows.Chunk(Lot))
        {
            await using var connection = await database.OpenAsync(cancellation);
            await using var transaction = await leases.BeginAsync(connection, import, cancellation);
            await table.InsertAsync(connection, transaction, database.Provider, lot, cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    private sealed record Remark
    {
        public string? SchoolId { get; init; }

        public string CsvFile { get; init; } = "";

        public int Line { get; init; }

        public string? CsvColumn { get; init; }

        public string Sort { get; init; } = "";

        public string Reason { get; init; } = "";

        public bool IsRefusal { get; init; }

        public int Total { get; init; }

        public string? RecordId { get; init; }

        public string? PersonId { get; init; }

        public string? Words { get; init; }
    }
}
