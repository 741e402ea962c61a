using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>Events that were dealt with: a repeated one is acknowledged and does nothing (RFC 8935 §2).</summary>
internal sealed class ReceivedEventStore(CabinetDatabase database, TimeProvider time)
{
    // Longer than an event may be on its way.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    public async Task<bool> IsKnownAsync(string jti, CancellationToken cancellation)
    {
        const string sql = """
            SELECT COUNT(*) FROM ReceivedEvents WHERE Jti = @Jti
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, new { Jti = jti }, cancellationToken: cancellation)) > 0;
    }

    public async Task AddAsync(string jti, CancellationToken cancellation)
    {
        const string forget = """
            DELETE FROM ReceivedEvents WHERE ReceivedAt < @Since
            """;
        const string add = """
            INSERT INTO ReceivedEvents (Jti, ReceivedAt) VALUES (@Jti, @Now)
            """;
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(forget, new { Since = now - Kept }, cancellationToken: cancellation));
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(add, new { Jti = jti, Now = now }, cancellationToken: cancellation));
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            // The same event came twice at once, and both did the same.
        }
    }
}
