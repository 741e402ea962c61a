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
        const string sql = """
            DELETE FROM PasswordTries WHERE Tries = 0 OR BlockedUntil < @Before
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { Before = time.GetUtcNow() - TimeSpan.FromDays(1) }, cancellationToken: cancellation));
    }

    public Task<TryOutcome> TakeAsync(string personId, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => TakeOnceAsync(personId, cancellation), cancellation);

    private async Task<TryOutcome> TakeOnceAsync(string personId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        for (; ; )
        {
            await EnsureRowAsync(connection, transaction, personId, cancellation);
            const string read = """
                SELECT Tries, BlockedUntil FROM PasswordTries WHERE PersonId = @PersonId
                """;
            // A row that was too old may have been cleared a moment ago.
            if (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(read, new { PersonId = personId }, transaction, cancellationToken: cancellation)) is not { } row)
                continue;
            var now = time.GetUtcNow();
            if (row.BlockedUntil > now)
                return new TryOutcome.Blocked(row.BlockedUntil.Value);

            var tries = row.Tries + 1;
            const string take = """
                UPDATE PasswordTries SET Tries = @Tries, BlockedUntil = @BlockedUntil WHERE PersonId = @PersonId AND Tries = @Before
                """;
            var until = tries < Free ? (DateTimeOffset?)null : now + WaitAfter(tries);
            var parameters = new { PersonId = personId, Tries = tries, BlockedUntil = until, Before = row.Tries };
            if (await connection.ExecuteAsync(new CommandDefinition(take, parameters, transaction, cancellationToken: cancellation)) == 1)
            {
                await transaction.CommitAsync(cancellation);
                return new TryOutcome.Taken(until);
            }
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
            UPDATE PasswordTries SET Tries = 0, BlockedUntil = NULL WHERE PersonId = @PersonId
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

    private static async Task EnsureRowAsync(DbConnection connection, DbTransaction transaction, string personId, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO PasswordTries (PersonId, Tries)
            SELECT @PersonId, 0 WHERE NOT EXISTS (SELECT 1 FROM PasswordTries WHERE PersonId = @PersonId)
            """;
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(sql, new { PersonId = personId }, transaction, cancellationToken: cancellation));
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            // Another request of the same person made the row between the look and the insert.
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
