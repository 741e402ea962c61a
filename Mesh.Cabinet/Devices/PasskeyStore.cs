using Dapper;
using Mesh.Cabinet.Database;
using Microsoft.AspNetCore.Identity;

namespace Mesh.Cabinet.Devices;

/// <summary>The passkeys of bound devices; binding and use are written by <see cref="DeviceStore"/>.</summary>
internal sealed class PasskeyStore(CabinetDatabase database) : PasskeyReader<DeviceOwner>
{
    public override async Task<DeviceOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT COUNT(*) FROM Devices WHERE OwnerKey = @OwnerKey
            """;
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, new { OwnerKey = userId }, cancellationToken: cancellationToken)) > 0
            ? new DeviceOwner(userId)
            : null;
    }

    public override async Task<DeviceOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT OwnerKey FROM Devices WHERE CredentialId = @CredentialId
            """;
        await using var connection = await database.OpenAsync(cancellationToken);
        var key = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(sql, new { CredentialId = credentialId }, cancellationToken: cancellationToken));
        return key is null ? null : new DeviceOwner(key);
    }

    public override async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(DeviceOwner user, CancellationToken cancellationToken)
    {
        const string sql = $"""
            SELECT {PasskeyRow.Columns} FROM Devices WHERE OwnerKey = @Key
            """;
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. (await connection.QueryAsync<PasskeyRow>(new CommandDefinition(sql, new { user.Key }, cancellationToken: cancellationToken))).Select(row => row.ToPasskey())];
    }

    public override async Task<UserPasskeyInfo?> FindPasskeyAsync(DeviceOwner user, byte[] credentialId, CancellationToken cancellationToken)
    {
        const string sql = $"""
            SELECT {PasskeyRow.Columns} FROM Devices
            WHERE OwnerKey = @Key AND CredentialId = @CredentialId
            """;
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<PasskeyRow>(
            new CommandDefinition(sql, new { user.Key, CredentialId = credentialId }, cancellationToken: cancellationToken));
        return row?.ToPasskey();
    }

    protected override string KeyOf(DeviceOwner user) => user.Key;
}
