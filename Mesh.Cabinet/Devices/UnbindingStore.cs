using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Devices;

/// <summary>Takes bound devices away. The sessions they opened go with their row, by the database itself.</summary>
internal sealed class UnbindingStore(CabinetDatabase database, TimeProvider time) : IRetention
{
    // As long as somebody may still come with it and wonder.
    private static readonly TimeSpan RememberedFor = TimeSpan.FromDays(180);

    /// <returns>False if this account has no such device.</returns>
    public Task<bool> UnbindAsync(Device device, CityProfile profile, string browser, CancellationToken cancellation) =>
        RemoveAsync(device, profile, new AuditEntry("device-unbound") { Device = browser }, isRemembered: false, cancellation);

    /// <summary>What was bound before is believed no more (D21).</summary>
    public Task<bool> DistrustAsync(Device device, CityProfile profile, CancellationToken cancellation) =>
        RemoveAsync(device, profile, new AuditEntry("device-distrusted"), isRemembered: false, cancellation);

    /// <summary>The right to the device's service is gone (E18): whoever comes with it is told so.</summary>
    public Task<bool> EndAsync(Device device, CityProfile profile, CancellationToken cancellation) =>
        RemoveAsync(device, profile, new AuditEntry("device-ended"), isRemembered: true, cancellation);

    /// <summary>Nobody has signed in for so long that nobody will miss it.</summary>
    public Task<bool> ForgetAsync(Device device, CityProfile profile, CancellationToken cancellation) =>
        RemoveAsync(device, profile, new AuditEntry("device-forgotten"), isRemembered: false, cancellation);

    public Task ClearAsync(CancellationToken cancellation) =>
        database.ClearAsync("EndedDevices", "CredentialId", "EndedAt", time.GetUtcNow() - RememberedFor, cancellation);

    /// <summary>Whether a device with this passkey ended because a right did.</summary>
    public async Task<bool> HasEndedAsync(byte[] credentialId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT COUNT(*) FROM EndedDevices WHERE CredentialId = @CredentialId
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, new { CredentialId = credentialId }, cancellationToken: cancellation)) > 0;
    }

    private Task<bool> RemoveAsync(Device device, CityProfile profile, AuditEntry entry, bool isRemembered, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => RemoveOnceAsync(device, profile, entry, isRemembered, cancellation), cancellation);

    private async Task<bool> RemoveOnceAsync(Device device, CityProfile profile, AuditEntry entry, bool isRemembered, CancellationToken cancellation)
    {
        var values = new { device.Id, profile.Provider, profile.Subject, Now = time.GetUtcNow() };
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        const string find = """
            SELECT CredentialId FROM Devices WHERE Id = @Id
            """;
        var credentialId = isRemembered
            ? await connection.QuerySingleOrDefaultAsync<byte[]>(new CommandDefinition(find, values, transaction, cancellationToken: cancellation))
            : null;
        const string remove = """
            DELETE FROM Devices WHERE Id = @Id AND Provider = @Provider AND Subject = @Subject
            """;
        if (await connection.ExecuteAsync(new CommandDefinition(remove, values, transaction, cancellationToken: cancellation)) == 0)
            return false;

        // Of two who end it at once one has removed it, and that one remembers.
        if (credentialId is not null)
            await RememberAsync(connection, transaction, new { CredentialId = credentialId, values.Now }, cancellation);
        var whose = entry with { PersonId = device.PersonId, Provider = profile.Provider, Subject = profile.Subject, Detail = device.Name };
        await AuditTrail.WriteAsync(connection, transaction, whose, values.Now, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private static async Task RememberAsync(DbConnection connection, DbTransaction transaction, object values, CancellationToken cancellation)
    {
        // The same passkey may have been bound anew since it ended before.
        const string forget = """
            DELETE FROM EndedDevices WHERE CredentialId = @CredentialId
            """;
        const string remember = """
            INSERT INTO EndedDevices (CredentialId, EndedAt) VALUES (@CredentialId, @Now)
            """;
        await connection.ExecuteAsync(new CommandDefinition(forget, values, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(remember, values, transaction, cancellationToken: cancellation));
    }
}
