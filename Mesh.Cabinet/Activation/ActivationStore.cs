using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Logins;

namespace Mesh.Cabinet.Activation;

/// <summary>Activations as rows: one a person, one person a login, both by a unique index (E30, E31, D11).</summary>
internal sealed class ActivationStore(CabinetDatabase database, TimeProvider time, ErasedLoginsStore? erased = null)
{
    public async Task<ActivationRow?> FindAsync(string personId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await FindAsync(connection, personId, cancellation);
    }

    /// <summary>Whether the login, without case, was ever issued or reserved for somebody else (E23).</summary>
    public async Task<bool> IsHeldByAnotherAsync(string login, string personId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT (SELECT COUNT(*) FROM Activations WHERE FoldedLogin = @FoldedLogin AND PersonId <> @PersonId)
                + (SELECT COUNT(*) FROM ErasedLogins WHERE LoginHash = @LoginHash AND OwnerHash <> @OwnerHash)
            """;
        var (loginHash, ownerHash) = await HashesAsync(login, personId, cancellation);
        var parameters = new { FoldedLogin = LoginRules.Fold(login), PersonId = personId, LoginHash = loginHash, OwnerHash = ownerHash };
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, parameters, cancellationToken: cancellation)) > 0;
    }

    /// <summary>
    /// Writes the activation, which reserves its login, and the audit row in one transaction. The password was right: its tries are
    /// forgotten along.
    /// </summary>
    /// <returns>The person's activation, this or an earlier one; null if somebody else holds the login.</returns>
    public Task<ActivationRow?> ReserveAsync(ActivationRow wanted, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => ReserveOnceAsync(wanted, cancellation), cancellation);

    private async Task<ActivationRow?> ReserveOnceAsync(ActivationRow wanted, CancellationToken cancellation)
    {
        var hashes = await HashesAsync(wanted.Login, wanted.PersonId, cancellation);
        await using var connection = await database.OpenAsync(cancellation);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            // Whoever is erased leaves the hash of the login before the login itself.
            const string insert = """
                DELETE FROM PasswordTries WHERE PersonId = @PersonId AND NOT EXISTS (SELECT 1 FROM ErasedLogins WHERE LoginHash = @LoginHash AND OwnerHash <> @OwnerHash);
                INSERT INTO Activations (PersonId, Id, Login, FoldedLogin, WantedLogin, AskedLogin, MosRuLogin, JournalLogin, ReservedAt, PasswordSetAt, LeftEnabled, Refusals, DueAt)
                SELECT @PersonId, @Id, @Login, @FoldedLogin, @WantedLogin, @AskedLogin, @MosRuLogin, @JournalLogin, @Now, @PasswordSetAt, @True, 0, @UnderWay
                WHERE NOT EXISTS (SELECT 1 FROM ErasedLogins WHERE LoginHash = @LoginHash AND OwnerHash <> @OwnerHash)
                """;
            if (!await ChangeAsync(connection, transaction, insert, Parameters(wanted, hashes), wanted, "login-reserved", cancellation))
                return null;
            await transaction.CommitAsync(cancellation);
            return wanted with { LeftEnabled = true, DueAt = ActivationRow.UnderWay };
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return await FindAsync(connection, wanted.PersonId, cancellation);
        }
    }

    /// <summary>The person typed the right password again: until all is done the keeper knows that something is under way.</summary>
    /// <returns>The activation as it is now.</returns>
    public Task<ActivationRow?> ResumeAsync(string personId, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => ResumeOnceAsync(personId, cancellation), cancellation);

    private async Task<ActivationRow?> ResumeOnceAsync(string personId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        const string sql = """
            UPDATE Activations SET DueAt = @UnderWay WHERE PersonId = @PersonId AND CompletedAt IS NULL
            """;
        await PasswordTryStore.ForgetAsync(connection, transaction, personId, cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { PersonId = personId, ActivationRow.UnderWay }, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return await FindAsync(connection, personId, cancellation);
    }

    /// <summary>Gives the reservation the next login, because the directory holds the first one for somebody else (E36).</summary>
    /// <returns>The activation with the login that it has now, which another request of the person may have given it; null if somebody holds this one.</returns>
    public Task<ActivationRow?> MoveAsync(ActivationRow activation, string login, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => MoveOnceAsync(activation, login, cancellation), cancellation);

    private async Task<ActivationRow?> MoveOnceAsync(ActivationRow activation, string login, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            const string sql = """
                UPDATE Activations SET Login = @Login, FoldedLogin = @FoldedLogin
                WHERE PersonId = @PersonId AND CompletedAt IS NULL AND FoldedLogin = @Before
                """;
            var moved = activation with { Login = login };
            var values = new { moved.PersonId, moved.Login, FoldedLogin = LoginRules.Fold(login), Before = LoginRules.Fold(activation.Login) };
            await ChangeAsync(connection, transaction, sql, values, moved, "login-moved", cancellation);
            if (erased is not null && await erased.IsAnothersAsync(connection, transaction, login, activation.PersonId, cancellation))
                return null;
            await transaction.CommitAsync(cancellation);
            return await FindAsync(connection, activation.PersonId, cancellation);
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return null;
        }
    }

    /// <summary>The account stands, with the password that mos.ru had at <see cref="ActivationRow.PasswordSetAt"/>.</summary>
    /// <param name="keepAgainAt">When the account is next to be compared with the records; null for when they change.</param>
    public async Task CompleteAsync(ActivationRow activation, DateTimeOffset? keepAgainAt, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        const string sql = """
            UPDATE Activations SET CompletedAt = @Now, ReopenedAt = NULL, UntiedAt = NULL, PasswordSetAt = @PasswordSetAt, IsPasswordOwn = @IsPasswordOwn, LeftEnabled = @True, KeptAt = @Now,
                DueAt = CASE WHEN DueAt > @UnderWay AND DueAt <= @Now THEN DueAt ELSE @KeepAgainAt END
            WHERE PersonId = @PersonId AND CompletedAt IS NULL
            """;
        var values = new { activation.PersonId, Now = time.GetUtcNow(), activation.PasswordSetAt, activation.IsPasswordOwn, KeepAgainAt = keepAgainAt, True = true, ActivationRow.UnderWay };
        await ChangeAsync(connection, transaction, sql, values, activation, "activated", cancellation);
        await transaction.CommitAsync(cancellation);
    }

    // Before a connection is open: the key of the hashes may have to be read.
    private async Task<(byte[] Login, byte[] Owner)> HashesAsync(string login, string personId, CancellationToken cancellation) =>
        erased is null ? ([], []) : await erased.HashesAsync(login, personId, cancellation);

    private object Parameters(ActivationRow row, (byte[] Login, byte[] Owner) hashes) => new
    {
        LoginHash = hashes.Login,
        OwnerHash = hashes.Owner,
        row.PersonId,
        row.Id,
        row.Login,
        FoldedLogin = LoginRules.Fold(row.Login),
        row.WantedLogin,
        row.AskedLogin,
        row.MosRuLogin,
        row.JournalLogin,
        row.PasswordSetAt,
        // What is about to be made is on: found off later, it was an administrator who did it (E56).
        True = true,
        Now = time.GetUtcNow(),
        ActivationRow.UnderWay,
    };

    private Task<bool> ChangeAsync(DbConnection connection, DbTransaction transaction, string sql, object values, ActivationRow row, string happened, CancellationToken cancellation) =>
        database.ChangeAsync(connection, transaction, sql, values, new AuditEntry(happened) { PersonId = row.PersonId, Detail = row.Login }, time.GetUtcNow(), cancellation);

    private static Task<ActivationRow?> FindAsync(DbConnection connection, string personId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT PersonId, Id, Login, WantedLogin, AskedLogin, MosRuLogin, JournalLogin, CompletedAt, ReopenedAt, UntiedAt, PasswordSetAt, IsPasswordOwn, LeftEnabled, DirectoryLogin, HeldOffAt, Refusals, DueAt
            FROM Activations WHERE PersonId = @PersonId
            """;
        return connection.QuerySingleOrDefaultAsync<ActivationRow>(
            new CommandDefinition(sql, new { PersonId = personId }, cancellationToken: cancellation));
    }
}
