using System.Data;
using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Children;

/// <summary>
/// Counts what an adult tries for children: passwords, before mos.ru hears of one, and logins that are looked up, so that nobody
/// reads out who is at school. The right is looked at in the same transaction.
/// </summary>
internal sealed class ChildTryStore(CabinetDatabase database, IFamilyRights rights, MoscowClock clock) : IRetention
{
    /// <summary>Passwords in one <see cref="Window"/>.</summary>
    public const int Most = 10;

    /// <summary>Logins in one <see cref="LookWindow"/>: more than a big family looks up in an evening.</summary>
    public const int MostLooks = 40;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan LookWindow = TimeSpan.FromHours(1);

    public Task<ChildTry> TakeAsync(string childId, Actor actor, CancellationToken cancellation) =>
        TakeAsync(childId, actor, new Limit("password", Most, Window), cancellation);

    /// <summary>The adult is about to be told whether a login is somebody's.</summary>
    public Task<ChildTry> LookAsync(string childId, Actor actor, CancellationToken cancellation) =>
        TakeAsync(childId, actor, new Limit("login", MostLooks, LookWindow), cancellation);

    public Task ClearAsync(CancellationToken cancellation) => database.ClearAsync("ChildTries", "PersonId", "EndsAt", clock.Now - TimeSpan.FromDays(1), cancellation);

    private Task<ChildTry> TakeAsync(string childId, Actor actor, Limit limit, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => TakeOnceAsync(childId, actor, limit, cancellation), cancellation);

    private async Task<ChildTry> TakeOnceAsync(string childId, Actor actor, Limit limit, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        for (; ; )
        {
            try
            {
                await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
                if (await rights.FindAsync(connection, transaction, actor.PersonId, childId, clock.Today, cancellation) is not FamilyRight.Full)
                    return ChildTry.NoRight;

                const string read = """
                    SELECT Tries, EndsAt FROM ChildTries WHERE PersonId = @PersonId AND Kind = @Kind
                    """;
                var row = await connection.QuerySingleOrDefaultAsync<Row>(
                    new CommandDefinition(read, new { actor.PersonId, limit.Kind }, transaction, cancellationToken: cancellation));
                var isOver = row is null || row.EndsAt <= clock.Now;
                if (!isOver && row!.Tries >= limit.Most)
                    return ChildTry.TooMany;
                if (!await CountAsync(connection, transaction, actor.PersonId, limit, row, isOver, cancellation))
                    continue;
                await transaction.CommitAsync(cancellation);
                return ChildTry.Taken;
            }
            catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
            {
                // Another request of the same adult made the row between the look and the insert.
            }
        }
    }

    // The count that was read must still stand: two requests at once are two tries.
    private async Task<bool> CountAsync(DbConnection connection, DbTransaction transaction, string personId, Limit limit, Row? row, bool isOver, CancellationToken cancellation)
    {
        const string insert = """
            INSERT INTO ChildTries (PersonId, Kind, Tries, EndsAt) VALUES (@PersonId, @Kind, @Tries, @EndsAt)
            """;
        const string update = """
            UPDATE ChildTries SET Tries = @Tries, EndsAt = @EndsAt WHERE PersonId = @PersonId AND Kind = @Kind AND Tries = @Before AND EndsAt = @EndedAt
            """;
        var values = new
        {
            PersonId = personId,
            limit.Kind,
            Tries = isOver ? 1 : row!.Tries + 1,
            EndsAt = isOver ? clock.Now + limit.Window : row!.EndsAt,
            Before = row?.Tries,
            EndedAt = row?.EndsAt,
        };
        return await connection.ExecuteAsync(new CommandDefinition(row is null ? insert : update, values, transaction, cancellationToken: cancellation)) == 1;
    }

    private sealed record Limit(string Kind, int Most, TimeSpan Window);

    private sealed record Row
    {
        public int Tries { get; init; }

        public DateTimeOffset EndsAt { get; init; }
    }
}

/// <summary>Whether a password may go on to mos.ru, or a login be looked up.</summary>
internal enum ChildTry { Taken, TooMany, NoRight }
