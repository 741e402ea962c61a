using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Logins;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Activation;

/// <summary>
/// Activations follow their person: the login with them, and the directory's object, which bears the activation's id. The keeper is told
/// to look.
/// </summary>
internal sealed class ActivationHoldingsStore(CabinetDatabase database, TimeProvider time) : IRecordFollower, IHoldings
{
    public async Task<bool> HasOwnAsync(DbConnection connection, DbTransaction transaction, string personId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT COUNT(*) FROM Activations WHERE PersonId = @PersonId
            """;
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, new { PersonId = personId }, transaction, cancellationToken: cancellation)) > 0;
    }

    public async Task<int> MoveAsync(DbConnection connection, DbTransaction transaction, string fromId, string toId, CancellationToken cancellation)
    {
        const string forget = """
            DELETE FROM PasswordTries WHERE PersonId = @To
            """;
        const string tries = """
            UPDATE PasswordTries SET PersonId = @To WHERE PersonId = @From
            """;
        const string activation = """
            UPDATE Activations SET PersonId = @To, DueAt = CASE WHEN DueAt = @UnderWay THEN DueAt ELSE @Now END WHERE PersonId = @From
            """;
        var values = new { From = fromId, To = toId, ActivationRow.UnderWay, Now = time.GetUtcNow() };
        Task<int> RunAsync(string sql) => connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));
        await RunAsync(forget);
        return await RunAsync(tries) + await RunAsync(activation);
    }

    /// <summary>The directory's password is the former account's: until the next one has typed its own, the object is off.</summary>
    public async Task UntiedAsync(DbConnection connection, DbTransaction transaction, string personId, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Activations SET UntiedAt = @Now, ReopenedAt = @Now, CompletedAt = NULL, DueAt = CASE WHEN DueAt = @UnderWay THEN DueAt ELSE @Now END
            WHERE PersonId = @PersonId AND (CompletedAt IS NOT NULL OR ReopenedAt IS NOT NULL)
            """;
        var values = new { PersonId = personId, ActivationRow.UnderWay, Now = time.GetUtcNow() };
        await connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));
    }

    public async Task<IReadOnlyList<Holder>> FindAsync(string login, CancellationToken cancellation)
    {
        const string sql = """
            SELECT PersonId FROM Activations WHERE FoldedLogin = @Folded OR MosRuLogin = @Login
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var ids = await connection.QueryAsync<string>(new CommandDefinition(sql, new { Folded = LoginRules.Fold(login), Login = login }, cancellationToken: cancellation));
        return [.. ids.Select(id => new Holder(id, null, null))];
    }

    public async Task<IReadOnlyList<string>> ListAsync(Holder holder, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Login, CompletedAt, UntiedAt FROM Activations WHERE PersonId = @PersonId
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<ActivationRow>(new CommandDefinition(sql, new { holder.PersonId }, cancellationToken: cancellation));
        return [.. rows.Select(Words)];
    }

    private static string Words(ActivationRow row) => row switch
    {
        { CompletedAt: not null } => string.Format(ActivationText.HoldingReady, row.Login),
        { UntiedAt: not null } => string.Format(ActivationText.HoldingUntied, row.Login),
        _ => string.Format(ActivationText.HoldingReserved, row.Login),
    };
}
