using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Import.Rows;

namespace Mesh.Cabinet.SchoolRecords.Import.Staging;

/// <summary>What an import has to do for one staged row.</summary>
internal static class Work
{
    public const string Add = "add";
    public const string Change = "change";
    public const string Withdraw = "withdraw";
}

/// <summary>What an import would do, before it does it.</summary>
internal sealed class DifferencesStore(CabinetDatabase database, ImportLeaseStore leases)
{
    /// <summary>
    /// Stages the end of records in force of which the file says nothing at all, not even a refused row: with negative lines, so that applying
    /// looks at staged rows only.
    /// </summary>
    /// <remarks>One statement: whoever reads these rows cannot add to the table that they are looked for in before the reading has ended.</remarks>
    public async Task StageMissingAsync(Guid import, RecordKind kind, CancellationToken cancellation)
    {
        var sql = $"""
            INSERT INTO {kind.Staged.Name} (Line, Id, IsRefused, IsWithdrawn, Work)
            SELECT -ROW_NUMBER() OVER (ORDER BY (SELECT NULL)), k.Id, 0, 1, 'withdraw' FROM {kind.Table} k
            WHERE k.WithdrawnAt IS NULL
                AND NOT EXISTS (SELECT 1 FROM {kind.Staged.Name} s WHERE s.Id = k.Id)
            """;
        if (kind.RowsOf is { } rows)
        {
            // They stand in the row of another record: where that one was refused, nothing is said of them.
            var reference = kind.References.Single(reference => reference.Target == rows);
            sql += $"""
                 AND NOT EXISTS (SELECT 1 FROM {rows.Staged.Name} r WHERE r.Id = k.{reference.Column} AND r.IsRefused = 1)
                """;
        }

        await using var connection = await database.OpenForBulkAsync(cancellation);
        await using var transaction = await leases.BeginAsync(connection, import, cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, transaction: transaction, commandTimeout: 0, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    public async Task<IReadOnlyList<ImportCounts>> CountAsync(IReadOnlyList<RecordKind> kinds, CancellationToken cancellation)
    {
        var work = string.Join(" UNION ALL ", kinds.Select(kind => $"""
            SELECT '{kind.File}' AS FileName, '{kind.Staged.Name}' AS Staged, Work, COUNT(*) AS Number FROM {kind.Staged.Name} WHERE Work IS NOT NULL GROUP BY Work
            """));
        const string refused = """
            SELECT FileName, COUNT(*) AS Number FROM ImportFindings WHERE IsRefusal = 1 GROUP BY FileName
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var done = (await connection.QueryAsync<WorkCount>(new CommandDefinition(work, commandTimeout: 0, cancellationToken: cancellation)))
            .ToDictionary(row => (row.FileName, row.Staged, row.Work), row => row.Number);
        var left = (await connection.QueryAsync<WorkCount>(new CommandDefinition(refused, commandTimeout: 0, cancellationToken: cancellation)))
            .ToDictionary(row => row.FileName, row => row.Number, StringComparer.Ordinal);
        int Number(RecordKind kind, string wanted) => done.GetValueOrDefault((kind.File, kind.Staged.Name, wanted));
        return [.. kinds.Select(kind => new ImportCounts(
            kind.File, Number(kind, Work.Add), Number(kind, Work.Change), Number(kind, Work.Withdraw), kind.RowsOf is not null ? 0 : left.GetValueOrDefault(kind.File)))];
    }

    private sealed record WorkCount
    {
        public required string FileName { get; init; }

        public string Staged { get; init; } = "";

        public string Work { get; init; } = "";

        public int Number { get; init; }
    }
}
