using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Provider.SignOut;

namespace Mesh.Cabinet.Provider.Grants;

/// <summary>What one account gave to services, for the person whose it is.</summary>
internal sealed class AccountGrantsStore(CabinetDatabase database, TimeProvider time)
{
    public async Task<IReadOnlyList<ServiceGrant>> ListAsync(string provider, string subject, CancellationToken cancellation)
    {
        const string sql = """
            SELECT g.Id, g.ClientId, g.SessionId, g.PairwiseSubject, g.Scopes, g.IsOffline, g.GivenAt, g.UsedAt,
                CASE WHEN g.RevokedAt IS NULL AND (g.IsOffline = @True OR s.Id IS NOT NULL) THEN 1 ELSE 0 END AS Stands
            FROM ServiceGrants g LEFT JOIN Sessions s ON s.Id = g.SessionId AND s.ExpiresAt > @Now
            WHERE g.Provider = @Provider AND g.Subject = @Subject
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var values = new { Provider = provider, Subject = subject, Now = time.GetUtcNow(), True = true };
        return [.. await connection.QueryAsync<ServiceGrant>(new CommandDefinition(sql, values, cancellationToken: cancellation))];
    }

    /// <summary>All that the account gave to a service ends, with word to it, in one transaction.</summary>
    public Task EndAsync(string provider, string subject, string clientId, string title, string browser, IReadOnlyList<LogoutNotice> notices, CancellationToken cancellation) => CabinetDatabase.RepeatAsync(async () =>
    {
        const string revoke = """
            UPDATE ServiceGrants SET RevokedAt = @Now WHERE Provider = @Provider AND Subject = @Subject AND ClientId = @ClientId AND RevokedAt IS NULL
            """;
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(revoke, new { Provider = provider, Subject = subject, ClientId = clientId, Now = now }, transaction, cancellationToken: cancellation));
        foreach (var notice in notices)
            await LogoutNoticeStore.AddAsync(connection, transaction, notice, now, cancellation);
        await AuditTrail.WriteAsync(connection, transaction, new AuditEntry("service-ended") { Provider = provider, Subject = subject, Detail = title, Device = browser }, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }, cancellation);
}
