using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>How far an event has come here.</summary>
internal enum EventState
{
    New,

    /// <summary>What was opened before is let go of; the directory has not followed yet.</summary>
    Heard,

    /// <summary>Dealt with: a repeated one is acknowledged and does nothing (RFC 8935 §2).</summary>
    Done,
}

/// <summary>Events that came, by their ids.</summary>
internal sealed class ReceivedEventStore(CabinetDatabase database, TimeProvider time) : IRetention
{
    /// <summary>How long an id is kept: longer than anything stands here that an event could end.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public async Task<EventState> FindAsync(string jti, CancellationToken cancellation)
    {
        const string sql = """
            SELECT CASE WHEN DoneAt IS NULL THEN 1 ELSE 2 END FROM ReceivedEvents WHERE Jti = @Jti
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return (EventState)await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, new { Jti = jti }, cancellationToken: cancellation));
    }

    /// <summary>How many were heard, and have not been dealt with.</summary>
    public async Task<long> WaitingAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT COUNT(*) FROM ReceivedEvents WHERE DoneAt IS NULL
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(sql, cancellationToken: cancellation));
    }

    public Task ClearAsync(CancellationToken cancellation) => database.ClearAsync("ReceivedEvents", "Jti", "ReceivedAt", time.GetUtcNow() - Kept, cancellation);

    public async Task HeardAsync(string jti, CancellationToken cancellation)
    {
        const string add = """
            INSERT INTO ReceivedEvents (Jti, ReceivedAt) VALUES (@Jti, @Now)
            """;
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(add, new { Jti = jti, Now = now }, cancellationToken: cancellation));
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            // The same event came twice at once, and both did the same.
        }
    }

    public async Task DoneAsync(string jti, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE ReceivedEvents SET DoneAt = @Now WHERE Jti = @Jti
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { Jti = jti, Now = time.GetUtcNow() }, cancellationToken: cancellation));
    }
}
