using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Identity;

namespace Mesh.Cabinet.Desk.Passkeys;

/// <summary>Whom an authenticator knows an operator's passkey by; nothing in it says whose it is.</summary>
public sealed record OperatorOwner(string Key);

/// <summary>Passkeys of operators, and which sessions have shown one (D22). They open nothing by themselves.</summary>
internal sealed class OperatorPasskeyStore(CabinetDatabase database, TimeProvider time) : PasskeyReader<OperatorOwner>
{
    public const string Bound = "operator-passkey-bound";
    public const string Forgotten = "operator-passkeys-forgotten";

    public override async Task<OperatorOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT COUNT(*) FROM OperatorPasskeys WHERE OwnerKey = @OwnerKey
            """;
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, new { OwnerKey = userId }, cancellationToken: cancellationToken)) > 0 ? new OperatorOwner(userId) : null;
    }

    public override async Task<OperatorOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT OwnerKey FROM OperatorPasskeys WHERE CredentialId = @CredentialId
            """;
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(sql, new { CredentialId = credentialId }, cancellationToken: cancellationToken)) is { } key ? new OperatorOwner(key) : null;
    }

    public override async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(OperatorOwner user, CancellationToken cancellationToken)
    {
        const string sql = $"""
            SELECT {PasskeyRow.Columns} FROM OperatorPasskeys WHERE OwnerKey = @Key
            """;
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. (await connection.QueryAsync<PasskeyRow>(new CommandDefinition(sql, new { user.Key }, cancellationToken: cancellationToken))).Select(row => row.ToPasskey())];
    }

    public override async Task<UserPasskeyInfo?> FindPasskeyAsync(OperatorOwner user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await GetPasskeysAsync(user, cancellationToken)).FirstOrDefault(one => one.CredentialId.AsSpan().SequenceEqual(credentialId));

    /// <summary>By whom the account's passkeys are known; null while it has none.</summary>
    public async Task<OperatorOwner?> OwnerOfAsync(CityProfile profile, CancellationToken cancellation)
    {
        const string sql = """
            SELECT MIN(OwnerKey) FROM OperatorPasskeys WHERE Provider = @Provider AND Subject = @Subject
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(sql, new { profile.Provider, profile.Subject }, cancellationToken: cancellation)) is { } key ? new OperatorOwner(key) : null;
    }

    /// <summary>The account's first passkey; the session has shown it with that.</summary>
    /// <returns>False if the account has one already, or somebody else has this one.</returns>
    public async Task<bool> AddAsync(Session session, string ownerKey, UserPasskeyInfo passkey, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO OperatorPasskeys (CredentialId, OwnerKey, Provider, Subject, PublicKey, SignCount, Transports, IsBackupEligible, IsBackedUp, BoundAt)
            SELECT @CredentialId, @OwnerKey, @Provider, @Subject, @PublicKey, @SignCount, @Transports, @IsBackupEligible, @IsBackedUp, @Now
            WHERE NOT EXISTS (SELECT 1 FROM OperatorPasskeys WHERE Provider = @Provider AND Subject = @Subject)
            """;
        var (profile, now) = (session.Profile, time.GetUtcNow());
        var values = new
        {
            passkey.CredentialId, OwnerKey = ownerKey, profile.Provider, profile.Subject, passkey.PublicKey, SignCount = (long)passkey.SignCount, Transports = string.Join(',', passkey.Transports ?? []),
            passkey.IsBackupEligible, IsBackedUp = passkey.IsBackedUp, Now = now,
        };
        try
        {
            await using var connection = await database.OpenAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            if (await connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation)) == 0)
                return false;

            await ConfirmAsync(connection, transaction, session.Id, now, cancellation);
            await AuditTrail.WriteAsync(connection, transaction, new AuditEntry(Bound) { Provider = profile.Provider, Subject = profile.Subject }, now, cancellation);
            await transaction.CommitAsync(cancellation);
            return true;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return false;
        }
    }

    /// <summary>The session has shown the passkey.</summary>
    public async Task UsedAsync(Session session, UserPasskeyInfo passkey, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE OperatorPasskeys SET SignCount = @SignCount, IsBackedUp = @IsBackedUp, UsedAt = @Now WHERE CredentialId = @CredentialId
            """;
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var values = new { SignCount = (long)passkey.SignCount, passkey.IsBackedUp, Now = now, passkey.CredentialId };
        await connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));
        await ConfirmAsync(connection, transaction, session.Id, now, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>When the session last showed a passkey.</summary>
    public async Task<DateTimeOffset?> ConfirmedAtAsync(Session session, CancellationToken cancellation)
    {
        const string sql = """
            SELECT At FROM OperatorConfirmations WHERE SessionId = @Id
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<DateTimeOffset?>(new CommandDefinition(sql, new { session.Id }, cancellationToken: cancellation));
    }

    /// <summary>The passkey is lost: a new one is bound at the next act.</summary>
    /// <returns>False if the account has none.</returns>
    public async Task<bool> ForgetAsync(string provider, string subject, string why, CancellationToken cancellation)
    {
        const string sql = """
            DELETE FROM OperatorPasskeys WHERE Provider = @Provider AND Subject = @Subject
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.ExecuteAsync(new CommandDefinition(sql, new { Provider = provider, Subject = subject }, transaction, cancellationToken: cancellation)) == 0)
            return false;

        await AuditTrail.WriteAsync(connection, transaction, new AuditEntry(Forgotten) { Provider = provider, Subject = subject, Detail = why, ByPersonId = AuditEntry.BySupport }, time.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    protected override string KeyOf(OperatorOwner user) => user.Key;

    private static async Task ConfirmAsync(DbConnection connection, DbTransaction transaction, Guid sessionId, DateTimeOffset now, CancellationToken cancellation)
    {
        const string renew = """
            UPDATE OperatorConfirmations SET At = @At WHERE SessionId = @SessionId
            """;
        const string first = """
            INSERT INTO OperatorConfirmations (SessionId, At) VALUES (@SessionId, @At)
            """;
        var values = new { SessionId = sessionId, At = now };
        if (await connection.ExecuteAsync(new CommandDefinition(renew, values, transaction, cancellationToken: cancellation)) == 0)
            await connection.ExecuteAsync(new CommandDefinition(first, values, transaction, cancellationToken: cancellation));
    }
}
