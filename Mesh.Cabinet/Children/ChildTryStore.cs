using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Children;

/// <summary>Counts the passwords an adult sends for children, before mos.ru hears of one; the right is looked at in the same transaction.</summary>
internal sealed class ChildTryStore(CabinetDatabase database, IFamilyRights rights, MoscowClock clock)
{
    /// <summary>Tries in one <see cref="Window"/>.</summary>
    public const int Most = 10;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    public async Task<ChildTry> TakeAsync(string childId, Actor actor, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        for (; ; )
        {
            try
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                if (await rights.FindAsync(connection, transaction, actor.PersonId, childId, clock.Today, cancellation) is not FamilyRight.Full)
                    return ChildTry.NoRight;

                const string read = """
                    SELECT Tries, EndsAt FROM ChildPasswordTries WHERE PersonId = @PersonId
                    """;
                var row = await connection.QuerySingleOrDefaultAsync<Row>(
                    new CommandDefinition(read, new { actor.PersonId }, transaction, cancellationToken: cancellation));
                var isOver = row is null || row.EndsAt <= clock.Now;
                if (!isOver && row!.Tries >= Most)
                    return ChildTry.TooMany;
                if (!await CountAsync(connection, transaction, actor.PersonId, row, isOver, cancellation))
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
    private async Task<bool> CountAsync(DbConnection connection, DbTransaction transaction, string personId, Row? row, bool isOver, CancellationToken cancellation)
    {
        const string insert = """
            INSERT INTO ChildPasswordTries (PersonId, Tries, EndsAt) VALUES (@PersonId, @Tries, @EndsAt)
            """;
        const string update = """
            UPDATE ChildPasswordTries SET Tries = @Tries, EndsAt = @EndsAt WHERE PersonId = @PersonId AND Tries = @Before AND EndsAt = @EndedAt
            """;
        var values = new
        {
            PersonId = personId,
            Tries = isOver ? 1 : row!.Tries + 1,
            EndsAt = isOver ? clock.Now + Window : row!.EndsAt,
            Before = row?.Tries,
            EndedAt = row?.EndsAt,
        };
        return await connection.ExecuteAsync(new CommandDefinition(row is null ? insert : update, values, transaction, cancellationToken: cancellation)) == 1;
    }

    private sealed record Row
    {
        public int Tries { get; init; }

        public DateTimeOffset EndsAt { get; init; }
    }
}

/// <summary>Whether a password may go on to mos.ru.</summary>
internal enum ChildTry { Taken, TooMany, NoRight }
