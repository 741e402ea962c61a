using System.Data;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Import.Rows;

namespace Mesh.Cabinet.SchoolRecords.Import.Staging;

/// <summary>What the database holds of a record before the import.</summary>
internal sealed record KnownRecord
{
    public required string Id { get; init; }

    public required byte[] ContentHash { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }
}

/// <summary>A row whose record is refused after its file was read.</summary>
internal sealed record Refusal(int Line, string Column, string Reason)
{
    /// <inheritdoc cref="ImportFinding.Sort"/>
    public string Sort { get; init; } = Reason;
}

/// <summary>
/// Writes rows into the staged tables in short transactions, so that nobody else waits long for SQLite; nothing a reader sees changes.
/// Each of them holds the lease, so the staged rows are always those of one import.
/// </summary>
internal sealed class StagingStore(CabinetDatabase database, ImportLeaseStore leases)
{
    private static readonly BulkTable Contacts = new(
        "StagedContacts",
        [("Line", DbType.Int32), ("Kind", DbType.String), ("ValueIndex", DbType.Binary), ("ValueProtected", DbType.Binary)]);

    private const int ChangesOfTransaction = 1000;
    private static readonly BulkTable Agents = new("StagedAgents", [("Line", DbType.Int32), ("AgentId", DbType.String)]);

    private static readonly string[] Tables =
        [.. RecordKind.All.Select(kind => kind.Staged.Name), Contacts.Name, Agents.Name, FindingsStore.Findings.Name, FindingSchoolsStore.Schools.Name, AccessChangesStore.Table];

    /// <summary>Empties the staged tables: whatever is there belongs to an import that has ended or crashed.</summary>
    public async Task ClearAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        if (database.Provider is DatabaseProvider.Sqlite)
        {
            // Table by table, so that nobody waits for all of them.
            foreach (var table in Tables)
                await connection.ExecuteAsync(new CommandDefinition(database.Clear(table), commandTimeout: 0, cancellationToken: cancellation));
            return;
        }

        await connection.ExecuteAsync(new CommandDefinition(string.Join("; ", Tables.Select(database.Clear)), commandTimeout: 0, cancellationToken: cancellation));
    }

    public async Task<IReadOnlyDictionary<string, KnownRecord>> FindKnownAsync(RecordKind kind, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT Id, ContentHash, WithdrawnAt FROM {kind.Table} WHERE Id IN {database.List("@Ids")}
            """;
        await using var connection = await database.OpenForBulkAsync(cancellation);
        var known = new Dictionary<string, KnownRecord>(StringComparer.Ordinal);
        foreach (var record in await connection.QueryAsync<KnownRecord>(new CommandDefinition(sql, new { Ids = Dialect.ListValue(ids) }, cancellationToken: cancellation)))
            known[record.Id] = record;

        return known;
    }

    /// <param name="unchanged">Rows whose records stay as they are, with the columns of <see cref="RecordKind.StagedUnchanged"/>.</param>
    public async Task AddAsync(
        Guid import, RecordKind kind, IReadOnlyList<object?[]> rows, IReadOnlyList<object?[]> unchanged, IReadOnlyList<object?[]> contacts, IReadOnlyList<object?[]> agents,
        CancellationToken cancellation)
    {
        await using var connection = await database.OpenForBulkAsync(cancellation);
        await using var transaction = await leases.BeginAsync(connection, import, cancellation);
        await kind.Staged.InsertAsync(connection, transaction, database.Provider, rows, cancellation);
        await kind.StagedUnchanged.InsertAsync(connection, transaction, database.Provider, unchanged, cancellation);
        await Contacts.InsertAsync(connection, transaction, database.Provider, contacts, cancellation);
        await Agents.InsertAsync(connection, transaction, database.Provider, agents, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Takes staged rows out of the import; their ids stay, as ids that are left alone.</summary>
    public async Task RefuseAsync(Guid import, RecordKind kind, IEnumerable<Refusal> refusals, CancellationToken cancellation)
    {
        var sql = $"""
            UPDATE {kind.Staged.Name} SET IsRefused = 1, Work = NULL WHERE Line = @Line
            """;
        await ChangeAsync(import, sql, refusals.Select(refusal => new { refusal.Line }), cancellation);
    }

    /// <summary>Takes staged rows of records that were never there for ones that are gone.</summary>
    public async Task WithdrawAsync(Guid import, RecordKind kind, IReadOnlyList<int> lines, CancellationToken cancellation)
    {
        var sql = $"""
            UPDATE {kind.Staged.Name} SET IsWithdrawn = 1, Work = CASE WHEN Work = 'change' THEN 'withdraw' END WHERE Line = @Line
            """;
        await ChangeAsync(import, sql, lines.Select(line => new { Line = line }), cancellation);
    }

    /// <summary>Takes out of the import what stands in a row of which the record that it is first of all was refused.</summary>
    public async Task LeaveAloneOfRefusedAsync(Guid import, RecordKind kind, RecordKind rows, CancellationToken cancellation)
    {
        var reference = kind.References.Single(reference => reference.Target == rows);
        var sql = $"""
            UPDATE {kind.Staged.Name} SET IsRefused = 1, Work = NULL
            WHERE {reference.Column} IN (SELECT r.Id FROM {rows.Staged.Name} r WHERE r.IsRefused = 1)
            """;
        await ChangeAsync(import, sql, [new { }], cancellation);
    }

    private async Task ChangeAsync(Guid import, string sql, IEnumerable<object> values, CancellationToken cancellation)
    {
        foreach (var batch in values.Chunk(ChangesOfTransaction))
        {
            await using var connection = await database.OpenAsync(cancellation);
            await using var transaction = await leases.BeginAsync(connection, import, cancellation);
            await connection.ExecuteAsync(new CommandDefinition(sql, batch, transaction, commandTimeout: 0, cancellationToken: cancellation));
            await transaction.CommitAsync(cancellation);
        }
    }
}
