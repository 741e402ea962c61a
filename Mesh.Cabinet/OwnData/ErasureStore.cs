using Dapper;
using Mesh.Cabinet.Audit;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.OwnData;

/// <summary>Which erasures this database has seen, and their entries in the audit trail, which name nobody.</summary>
internal sealed class ErasureStore(CabinetDatabase database, TimeProvider time)
{
    /// <summary>An entry of the log, for the extract.</summary>
    public sealed record Entry
    {
        public long Number { get; init; }

        public DateTimeOffset At { get; init; }

        public string Event { get; init; } = "";
    }

    public async Task<bool> IsDoneAsync(Guid id, CancellationToken cancellation)
    {
        const string sql = """
            SELECT COUNT(*) FROM Erasures WHERE Id = @Id
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, new { Id = id }, cancellationToken: cancellation)) > 0;
    }

    /// <summary>On record once, however often it is told.</summary>
    public async Task DoneAsync(Guid id, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO Erasures (Id, DoneAt) SELECT @Id, @Now WHERE NOT EXISTS (SELECT 1 FROM Erasures WHERE Id = @Id)
            """;
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var entry = new AuditEntry(TrailErasure.Event) { ByPersonId = AuditEntry.BySupport, Detail = $"{id}" };
        if (await database.ChangeAsync(connection, transaction, sql, new { Id = id, Now = now }, entry, now, cancellation))
            await transaction.CommitAsync(cancellation);
    }

    /// <summary>What the audit trail says of an erasure.</summary>
    /// <param name="since">When it began.</param>
    public async Task<IReadOnlyList<Entry>> EntriesAsync(Guid id, DateTimeOffset since, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Number, At, Event FROM AuditTrail WHERE At >= @Since AND Event = @Event AND Detail = @Detail ORDER BY Number
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<Entry>(new CommandDefinition(sql, new { TrailErasure.Event, Detail = $"{id}", Since = since }, cancellationToken: cancellation))];
    }
}
