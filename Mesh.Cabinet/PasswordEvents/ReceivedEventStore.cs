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
    // Longer than an event may be on its way.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    public async Task<EventState> FindAsync(string jti, CancellationToken cancellation)
    {
        const string sql = """
            SELECT CASE WHEN DoneAt IS NULL THEN 1 ELSE 2 END FROM ReceivedEvents WHERE Jti = @Jti
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return (EventState)await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, new { Jti = jti }, cancellationToken: cancellation));
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
