using System.Data.Common;
using Dapper;

namespace Mesh.Cabinet.Database;

/// <summary>Lets one node at a time do a piece of work, over all processes, and remembers how far the work has come.</summary>
internal sealed class LeaseStore(CabinetDatabase database, TimeProvider time)
{
    /// <summary>How long a holder may show no sign of life.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    /// <summary>Takes the lease, or keeps it for longer if it is this holder's.</summary>
    /// <returns>False while somebody else holds it.</returns>
    public async Task<bool> TryHoldAsync(string name, Guid holder, CancellationToken cancellation)
    {
        const string hold = """
            UPDATE Leases SET Holder = @Holder, ExpiresAt = @ExpiresAt WHERE Name = @Name AND (Holder = @Holder OR ExpiresAt < @Now)
            """;
        const string begin = """
            INSERT INTO Leases (Name, Holder, ExpiresAt) VALUES (@Name, @Holder, @ExpiresAt)
            """;
        var now = time.GetUtcNow();
        var values = new { Name = name, Holder = holder, ExpiresAt = now + Length, Now = now };
        await using var connection = await database.OpenAsync(cancellation);
        try
        {
            return await connection.ExecuteAsync(new CommandDefinition(hold, values, cancellationToken: cancellation)) == 1
                || await connection.ExecuteAsync(new CommandDefinition(begin, values, cancellationToken: cancellation)) == 1;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return false;
        }
    }

    /// <summary>How far the work has come; null if it has never begun.</summary>
    public async Task<DateTimeOffset?> PositionAsync(string name, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Position FROM Leases WHERE Name = @Name AND Position IS NOT NULL
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<DateTimeOffset?>(new CommandDefinition(sql, new { Name = name }, cancellationToken: cancellation));
    }

    public async Task AdvanceAsync(string name, DateTimeOffset position, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Leases SET Position = @Position WHERE Name = @Name
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { Name = name, Position = position }, cancellationToken: cancellation));
    }
}
