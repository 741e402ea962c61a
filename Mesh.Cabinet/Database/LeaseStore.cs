using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;

namespace Mesh.Cabinet.Database;

/// <summary>
/// Lets one node at a time do a piece of work, over all processes, and remembers how far the work has come. Clocks of nodes may differ:
/// a holder is gone when its lease has not changed for a while by the looker's own stop-watch, whatever moments are written there.
/// </summary>
internal sealed class LeaseStore(CabinetDatabase database, TimeProvider time, LeaseMetrics? metrics = null)
{
    /// <summary>Of the node that keeps the directory equal to the records, and counts what waits.</summary>
    public const string Keeper = "domain-accounts";

    /// <summary>How long a holder may show no sign of life.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(string Name, Guid Looker), (Sign Sign, long At)> seen = new();

    /// <summary>Takes the lease, or keeps it for longer if it is this holder's.</summary>
    /// <returns>False while somebody else holds it.</returns>
    public async Task<bool> TryHoldAsync(string name, Guid holder, CancellationToken cancellation)
    {
        var isHeld = await TryAsync(name, holder, cancellation);
        metrics?.Tried(name, isHeld);
        return isHeld;
    }

    private async Task<bool> TryAsync(string name, Guid holder, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        const string read = """
            SELECT Holder, ExpiresAt FROM Leases WHERE Name = @Name
            """;
        var sign = await connection.QuerySingleOrDefaultAsync<Sign>(new CommandDefinition(read, new { Name = name }, cancellationToken: cancellation));
        if (sign is null)
            return await BeginAsync(connection, name, holder, cancellation);
        if (sign.Holder != holder && sign.Holder != Guid.Empty && IsAlive(name, holder, sign))
            return false;

        const string hold = """
            UPDATE Leases SET Holder = @Holder, ExpiresAt = @ExpiresAt WHERE Name = @Name AND Holder = @Before AND ExpiresAt = @LastSign
            """;
        var values = new { Name = name, Holder = holder, ExpiresAt = time.GetUtcNow() + Length, Before = sign.Holder, LastSign = sign.ExpiresAt };
        return await connection.ExecuteAsync(new CommandDefinition(hold, values, cancellationToken: cancellation)) == 1;
    }

    /// <summary>Gives the lease back before it runs out, if it is this holder's.</summary>
    public async Task ReleaseAsync(string name, Guid holder, CancellationToken cancellation)
    {
        metrics?.Tried(name, isHeld: false);
        const string sql = """
            UPDATE Leases SET Holder = @Nobody WHERE Name = @Name AND Holder = @Holder
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { Name = name, Holder = holder, Nobody = Guid.Empty }, cancellationToken: cancellation));
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

    private bool IsAlive(string name, Guid looker, Sign sign)
    {
        var first = seen.AddOrUpdate((name, looker), _ => (sign, time.GetTimestamp()), (_, before) => before.Sign == sign ? before : (sign, time.GetTimestamp()));
        return time.GetElapsedTime(first.At) < Length;
    }

    private async Task<bool> BeginAsync(DbConnection connection, string name, Guid holder, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO Leases (Name, Holder, ExpiresAt) VALUES (@Name, @Holder, @ExpiresAt)
            """;
        try
        {
            var values = new { Name = name, Holder = holder, ExpiresAt = time.GetUtcNow() + Length };
            return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation)) == 1;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return false;
        }
    }

    /// <summary>A holder's last sign of life, as the row shows it.</summary>
    private sealed record Sign
    {
        public Guid Holder { get; init; }

        public DateTimeOffset ExpiresAt { get; init; }
    }
}
