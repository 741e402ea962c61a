using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Logins;

namespace Mesh.Cabinet.Activation;

/// <summary>Activations as rows: one a person, one person a login, both by a unique index (E30, E31, D11).</summary>
internal sealed class ActivationStore(CabinetDatabase database, TimeProvider time)
{
    // By then the person's request has ended, one way or another: what it left is looked at.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    public async Task<ActivationRow?> FindAsync(string personId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await FindAsync(connection, personId, cancellation);
    }

    /// <summary>Whether the login, without case, was ever issued or reserved for somebody else (E23).</summary>
    public async Task<bool> IsHeldByAnotherAsync(string login, string personId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        const string sql = """
            SELECT COUNT(*) FROM Activations WHERE FoldedLogin = @FoldedLogin AND PersonId <> @PersonId
            """;
        var parameters = new { FoldedLogin = LoginRules.Fold(login), PersonId = personId };
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, parameters, cancellationToken: cancellation)) > 0;
    }

    /// <summary>
    /// Writes the activation, which reserves its login, and the audit row in one transaction.
    /// </summary>
    /// <returns>The person's activation, this or an earlier one; null if somebody else holds the login.</returns>
    public async Task<ActivationRow?> ReserveAsync(ActivationRow wanted, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            const string insert = """
                INSERT INTO Activations (PersonId, Id, Login, FoldedLogin, WantedLogin, AskedLogin, MosRuLogin, JournalLogin, ReservedAt, DueAt)
                VALUES (@PersonId, @Id, @Login, @FoldedLogin, @WantedLogin, @AskedLogin, @MosRuLogin, @JournalLogin, @Now, @LookAgainAt)
                """;
            var parameters = Parameters(wanted);
            await connection.ExecuteAsync(new CommandDefinition(insert, parameters, transaction, cancellationToken: cancellation));
            await AuditAsync(connection, transaction, wanted, "login-reserved", cancellation);
            await transaction.CommitAsync(cancellation);
            return wanted;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return await FindAsync(connection, wanted.PersonId, cancellation);
        }
    }

    /// <summary>Gives the reservation the next login, because the directory holds the first one for somebody else (E36).</summary>
    /// <returns>False if somebody holds this login too.</returns>
    public async Task<bool> MoveAsync(ActivationRow activation, string login, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            const string sql = """
                UPDATE Activations SET Login = @Login, FoldedLogin = @FoldedLogin
                WHERE PersonId = @PersonId AND CompletedAt IS NULL
                """;
            var moved = activation with { Login = login };
            if (await connection.ExecuteAsync(new CommandDefinition(sql, Parameters(moved), transaction, cancellationToken: cancellation)) > 0)
                await AuditAsync(connection, transaction, moved, "login-moved", cancellation);
            await transaction.CommitAsync(cancellation);
            return true;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return false;
        }
    }

    /// <param name="keepAgainAt">When the account is next to be compared with the records; null for when they change.</param>
    public async Task CompleteAsync(ActivationRow activation, DateTimeOffset? keepAgainAt, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        const string sql = """
            UPDATE Activations SET CompletedAt = @Now, ReopenedAt = NULL, PasswordSetAt = @Now, KeptAt = @Now, DueAt = @KeepAgainAt WHERE PersonId = @PersonId AND CompletedAt IS NULL
            """;
        var values = new { activation.PersonId, Now = time.GetUtcNow(), KeepAgainAt = keepAgainAt };
        if (await connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation)) > 0)
            await AuditAsync(connection, transaction, activation, "activated", cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private object Parameters(ActivationRow row) => new
    {
        row.PersonId,
        row.Id,
        row.Login,
        FoldedLogin = LoginRules.Fold(row.Login),
        row.WantedLogin,
        row.AskedLogin,
        row.MosRuLogin,
        row.JournalLogin,
        Now = time.GetUtcNow(),
        LookAgainAt = time.GetUtcNow() + LookAgain,
    };

    private Task AuditAsync(DbConnection connection, DbTransaction transaction, ActivationRow row, string happened, CancellationToken cancellation) =>
        AuditTrail.WriteAsync(connection, transaction, new AuditEntry(happened) { PersonId = row.PersonId, Detail = row.Login }, time.GetUtcNow(), cancellation);

    private static Task<ActivationRow?> FindAsync(DbConnection connection, string personId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT PersonId, Id, Login, WantedLogin, AskedLogin, MosRuLogin, JournalLogin, CompletedAt, ReopenedAt, PasswordSetAt FROM Activations WHERE PersonId = @PersonId
            """;
        return connection.QuerySingleOrDefaultAsync<ActivationRow>(
            new CommandDefinition(sql, new { PersonId = personId }, cancellationToken: cancellation));
    }
}

/// <summary>One activation: a reservation until <see cref="CompletedAt"/> is set.</summary>
internal sealed record ActivationRow
{
    public string PersonId { get; init; } = "";

    /// <summary>The directory's object bears it, so that it is provably ours (E36).</summary>
    public Guid Id { get; init; }

    public string Login { get; init; } = "";

    /// <summary>What the rules wanted before anybody else was looked at: the candidates follow from it.</summary>
    public string WantedLogin { get; init; } = "";

    /// <summary>What the person was shown.</summary>
    public string AskedLogin { get; init; } = "";

    public string? MosRuLogin { get; init; }

    public string? JournalLogin { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The account stood already and needs its password once more.</summary>
    public DateTimeOffset? ReopenedAt { get; init; }

    /// <summary>By when the directory's password was mos.ru's.</summary>
    public DateTimeOffset? PasswordSetAt { get; init; }
}
