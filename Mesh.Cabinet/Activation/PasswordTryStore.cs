using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Activation;

/// <summary>
/// Tries of the mos.ru password, per person. A try is taken before mos.ru is asked, so that parallel requests cannot have
/// more; it blocks activation alone, never signing in.
/// </summary>
internal sealed class PasswordTryStore(CabinetDatabase database, TimeProvider time) : IRetention
{
    /// <summary>Wrong tries before the first wait.</summary>
    public const int Free = 5;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>How long the try after this many wrong ones has to wait: a minute after five, doubled each time, an hour at most.</summary>
    public static TimeSpan WaitAfter(int tries) =>
        tries < Free ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(tries - Free, 6)));

    public async Task ClearAsync(CancellationToken cancellation)
    {
        await database.ClearAsync("PasswordTries", "PersonId", "BlockedUntil", time.GetUtcNow() - TimeSpan.FromDays(1), cancellation);
        // Tries that were given back.
        await database.ClearAsync("PasswordTries", "PersonId", "Tries = 0", new { }, cancellation);
    }

    /// <summary>Each statement holds by itself: what was read is counted on only while it stands.</summary>
    public async Task<TryOutcome> TakeAsync(string personId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        for (; ; )
        {
            // Most people try once: that nobody tried before is seen and said in one.
            if (await AddAsync(connection, personId, cancellation))
                return new TryOutcome.Taken(null);

            const string read = """
                SELECT Tries, BlockedUntil FROM PasswordTries WHERE PersonId = @PersonId
                """;
            var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(read, new { PersonId = personId }, cancellationToken: cancellation));
            var now = time.GetUtcNow();
            if (row?.BlockedUntil > now)
                return new TryOutcome.Blocked(row.BlockedUntil.Value);

            // Somebody else of the same person may be quicker, or a row that was too old have been cleared a moment ago: another look.
            if (row is null)
                continue;
            var until = row.Tries + 1 < Free ? (DateTimeOffset?)null : now + WaitAfter(row.Tries + 1);
            if (await CountAsync(connection, personId, row.Tries, until, cancellation))
                return new TryOutcome.Taken(until);
        }
    }

    /// <summary>Free tries left, and until when the next one has to wait; null if it need not.</summary>
    public async Task<(int Left, DateTimeOffset? BlockedUntil)> LookAsync(string personId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        const string sql = """
            SELECT Tries, BlockedUntil FROM PasswordTries WHERE PersonId = @PersonId
            """;
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(sql, new { PersonId = personId }, cancellationToken: cancellation));
        return (Math.Max(0, Free - (row?.Tries ?? 0)), row?.BlockedUntil > time.GetUtcNow() ? row.BlockedUntil : null);
    }

    /// <summary>The password was right: nothing is counted any more.</summary>
    public async Task ForgetAsync(string personId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await ForgetAsync(connection, null, personId, cancellation);
    }

    /// <summary>The same in the transaction of what the right password allows: one commit less.</summary>
    public static Task ForgetAsync(DbConnection connection, DbTransaction? transaction, string personId, CancellationToken cancellation)
    {
        const string sql = """
            DELETE FROM PasswordTries WHERE PersonId = @PersonId
            """;
        return connection.ExecuteAsync(new CommandDefinition(sql, new { PersonId = personId }, transaction, cancellationToken: cancellation));
    }

    /// <summary>mos.ru said nothing about the password: the try is given back.</summary>
    public async Task GiveBackAsync(string personId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        const string sql = """
            UPDATE PasswordTries SET Tries = Tries - 1, BlockedUntil = NULL WHERE PersonId = @PersonId AND Tries > 0
            """;
        await connection.ExecuteAsync(new CommandDefinition(sql, new { PersonId = personId }, cancellationToken: cancellation));
    }

    private static async Task<bool> CountAsync(DbConnection connection, string personId, int before, DateTimeOffset? until, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE PasswordTries SET Tries = @Tries, BlockedUntil = @BlockedUntil WHERE PersonId = @PersonId AND Tries = @Before
            """;
        var parameters = new { PersonId = personId, Tries = before + 1, BlockedUntil = until, Before = before };
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellation)) == 1;
    }

    private static async Task<bool> AddAsync(DbConnection connection, string personId, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO PasswordTries (PersonId, Tries) SELECT @PersonId, 1 WHERE NOT EXISTS (SELECT 1 FROM PasswordTries WHERE PersonId = @PersonId)
            """;
        try
        {
            return await connection.ExecuteAsync(new CommandDefinition(sql, new { PersonId = personId }, cancellationToken: cancellation)) == 1;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return false;
        }
    }

    private sealed record Row
    {
        public int Tries { get; init; }

        public DateTimeOffset? BlockedUntil { get; init; }
    }
}

/// <summary>Whether the password may be tried now.</summary>
internal abstract record TryOutcome
{
    private TryOutcome()
    {
    }

    /// <param name="BlockedUntil">When the next try is possible, if this one is wrong; null if at once.</param>
    public sealed record Taken(DateTimeOffset? BlockedUntil) : TryOutcome;

    public sealed record Blocked(DateTimeOffset Until) : TryOutcome;
}
