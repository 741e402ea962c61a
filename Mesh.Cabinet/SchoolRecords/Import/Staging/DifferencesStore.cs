using System.Runtime.CompilerServices;
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
internal sealed class DifferencesStore(CabinetDatabase database)
{
    /// <summary>Records in force of which the file says nothing at all, not even a refused row.</summary>
    public async IAsyncEnumerable<string> FindMissingAsync(RecordKind kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var sql = $"""
            SELECT k.Id FROM {kind.Table} k
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

        await using var connection = await database.OpenAsync(cancellation);
        await foreach (var id in connection.QueryUnbufferedAsync<string>(sql, commandTimeout: 0).WithCancellation(cancellation))
            yield return id;
    }

    public async Task<ImportCounts> CountAsync(RecordKind kind, CancellationToken cancellation)
    {
        var work = $"""
            SELECT Work, COUNT(*) AS Number FROM {kind.Staged.Name} WHERE Work IS NOT NULL GROUP BY Work
            """;
        const string refused = """
            SELECT COUNT(*) FROM ImportFindings WHERE FileName = @FileName AND IsRefusal = 1
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<WorkCount>(new CommandDefinition(work, commandTimeout: 0, cancellationToken: cancellation));
        var counts = rows.ToDictionary(row => row.Work, row => row.Number, StringComparer.Ordinal);
        return new ImportCounts(
            kind.File,
            counts.GetValueOrDefault(Work.Add),
            counts.GetValueOrDefault(Work.Change),
            counts.GetValueOrDefault(Work.Withdraw),
            kind.RowsOf is not null ? 0 : await connection.ExecuteScalarAsync<int>(new CommandDefinition(refused, new { FileName = kind.File }, commandTimeout: 0, cancellationToken: cancellation)));
    }

    private sealed record WorkCount
    {
        public required string Work { get; init; }

        public int Number { get; init; }
    }
}
