using System.Data;
using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Children;

/// <summary>
/// Requests for children's accounts: one a child, by its key (E28). Each step stands for itself, so that whoever comes next can go on
/// from wherever a crash left it; the right is looked at in the transaction that writes.
/// </summary>
internal sealed class ChildAccountStore(CabinetDatabase database, IFamilyRights rights, ITies ties, MoscowClock clock)
{
    /// <summary>Longer than an attempt takes: only an attempt that is dead loses the request to another.</summary>
    public static readonly TimeSpan AttemptTime = TimeSpan.FromSeconds(30);

    public async Task<ChildAccountRow?> FindAsync(string childId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await FindAsync(connection, null, childId, cancellation);
    }

    /// <summary>Writes the request, or takes over one that nobody works on.</summary>
    public Task<StartOutcome> StartAsync(string childId, string login, Actor actor, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => StartOnceAsync(childId, login, actor, cancellation), cancellation);

    private async Task<StartOutcome> StartOnceAsync(string childId, string login, Actor actor, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            if (await rights.FindAsync(connection, transaction, actor.PersonId, childId, clock.Today, cancellation) is not FamilyRight.Full)
                return new StartOutcome.NoRight();
            if (await FindAsync(connection, transaction, childId, cancellation) is { } earlier)
                return earlier.CompletedAt is null ? await TakeOverAsync(connection, transaction, earlier, cancellation) : new StartOutcome.Done();
            if (await ties.FindAccountAsync(connection, transaction, childId, cancellation) is not null)
                return new StartOutcome.Elsewhere();

            const string insert = """
                INSERT INTO ChildAccounts (PersonId, Id, Login, RequestedBy, RequestedAt, Attempt, BusyUntil)
                VALUES (@PersonId, @Id, @Login, @RequestedBy, @RequestedAt, @Attempt, @BusyUntil)
                """;
            var row = new ChildAccountRow
            {
                PersonId = childId,
                Id = Guid.CreateVersion7(),
                Login = login,
                RequestedBy = actor.PersonId,
                RequestedAt = clock.Now,
                Attempt = Guid.NewGuid(),
                BusyUntil = clock.Now + AttemptTime,
            };
            await connection.ExecuteAsync(new CommandDefinition(insert, row, transaction, cancellationToken: cancellation));
            await transaction.CommitAsync(cancellation);
            return new StartOutcome.Started(row);
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            // The other parent asked in the same second (E28).
            return new StartOutcome.Busy();
        }
    }

    /// <summary>Ties the account to the child and ends the request, all or nothing.</summary>
    /// <param name="letters">Word to those who act for the child.</param>
    /// <returns>False if the child came with another account meanwhile.</returns>
    public Task<bool> CompleteAsync(
        ChildAccountRow row, string subject, string login, Actor actor, IReadOnlyList<OutgoingLetter> letters, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => CompleteOnceAsync(row, subject, login, actor, letters, cancellation), cancellation);

    private async Task<bool> CompleteOnceAsync(
        ChildAccountRow row, string subject, string login, Actor actor, IReadOnlyList<OutgoingLetter> letters, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var account = new TiedAccount { Provider = CityProvider.MosRu, Subject = subject };
        if (!await ties.TieAsync(connection, transaction, row.PersonId, account, letters, cancellation))
            return false;

        const string complete = """
            UPDATE ChildAccounts SET Login = @Login, Subject = @Subject, CompletedAt = @Now, Attempt = NULL, BusyUntil = NULL
            WHERE PersonId = @PersonId AND CompletedAt IS NULL
            """;
        var values = new { row.PersonId, Login = login, Subject = subject, clock.Now };
        if (await connection.ExecuteAsync(new CommandDefinition(complete, values, transaction, cancellationToken: cancellation)) > 0)
            await AuditAsync(connection, transaction, "child-account-created", row.PersonId, login, actor, cancellation);
        // Support has moved the child to another record meanwhile: there the request goes on.
        else if (await FindAsync(connection, transaction, row.PersonId, cancellation) is null)
            return false;
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>mos.ru said no: nothing was made, and nothing of it stays.</summary>
    public Task AbandonAsync(ChildAccountRow row, CancellationToken cancellation) => EndAttemptAsync("""
        DELETE FROM ChildAccounts WHERE PersonId = @PersonId AND Attempt = @Attempt AND CompletedAt IS NULL
        """, row, cancellation);

    /// <summary>mos.ru did not answer: the account may be there, and anybody may go on at once.</summary>
    public Task ReleaseAsync(ChildAccountRow row, CancellationToken cancellation) => EndAttemptAsync("""
        UPDATE ChildAccounts SET Attempt = NULL, BusyUntil = NULL WHERE PersonId = @PersonId AND Attempt = @Attempt AND CompletedAt IS NULL
        """, row, cancellation);

    /// <summary>The new password works at mos.ru: who set it is kept.</summary>
    public async Task PasswordSetAsync(string childId, Actor actor, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await AuditAsync(connection, transaction, "child-password-set", childId, null, actor, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task<StartOutcome> TakeOverAsync(DbConnection connection, DbTransaction transaction, ChildAccountRow earlier, CancellationToken cancellation)
    {
        const string take = """
            UPDATE ChildAccounts SET Attempt = @Attempt, BusyUntil = @BusyUntil
            WHERE PersonId = @PersonId AND CompletedAt IS NULL AND (BusyUntil IS NULL OR BusyUntil <= @Now)
            """;
        var row = earlier with { Attempt = Guid.NewGuid(), BusyUntil = clock.Now + AttemptTime };
        var values = new { row.PersonId, row.Attempt, row.BusyUntil, clock.Now };
        var isTaken = await connection.ExecuteAsync(new CommandDefinition(take, values, transaction, cancellationToken: cancellation)) == 1;
        await transaction.CommitAsync(cancellation);
        return isTaken ? new StartOutcome.Started(row) : new StartOutcome.Busy();
    }

    private async Task EndAttemptAsync(string sql, ChildAccountRow row, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { row.PersonId, row.Attempt }, cancellationToken: cancellation));
    }

    private Task AuditAsync(DbConnection connection, DbTransaction transaction, string happened, string childId, string? detail, Actor actor, CancellationToken cancellation) =>
        AuditTrail.WriteAsync(connection, transaction, new AuditEntry(happened)
        {
            PersonId = childId,
            ByPersonId = actor.PersonId,
            Detail = detail,
            Device = actor.Device,
        }, clock.Now, cancellation);

    private static Task<ChildAccountRow?> FindAsync(DbConnection connection, DbTransaction? transaction, string childId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT PersonId, Id, Login, RequestedBy, RequestedAt, Attempt, BusyUntil, Subject, CompletedAt FROM ChildAccounts WHERE PersonId = @PersonId
            """;
        return connection.QuerySingleOrDefaultAsync<ChildAccountRow>(
            new CommandDefinition(sql, new { PersonId = childId }, transaction, cancellationToken: cancellation));
    }
}
