using Dapper;
using Mesh.Cabinet.Database;
using Microsoft.AspNetCore.Identity;

namespace Mesh.Cabinet.Devices;

/// <summary>
/// The part of bound devices that ASP.NET Core's passkey handler reads. It never writes: binding and use are written by
/// <see cref="DeviceStore"/>, with their audit entries.
/// </summary>
internal sealed class PasskeyStore(CabinetDatabase database) : IUserPasskeyStore<DeviceOwner>
{
    public async Task<DeviceOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT COUNT(*) FROM Devices WHERE OwnerKey = @OwnerKey
            """;
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, new { OwnerKey = userId }, cancellationToken: cancellationToken)) > 0
            ? new DeviceOwner(userId)
            : null;
    }

    public async Task<DeviceOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT OwnerKey FROM Devices WHERE CredentialId = @CredentialId
            """;
        await using var connection = await database.OpenAsync(cancellationToken);
        var key = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(sql, new { CredentialId = credentialId }, cancellationToken: cancellationToken));
        return key is null ? null : new DeviceOwner(key);
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(DeviceOwner user, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT CredentialId, PublicKey, BoundAt, SignCount, Transports, IsBackupEligible, IsBackedUp FROM Devices WHERE OwnerKey = @Key
            """;
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(sql, new { user.Key }, cancellationToken: cancellationToken))).Select(row => row.ToPasskey())];
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(DeviceOwner user, byte[] credentialId, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT CredentialId, PublicKey, BoundAt, SignCount, Transports, IsBackupEligible, IsBackedUp FROM Devices
            WHERE OwnerKey = @Key AND CredentialId = @CredentialId
            """;
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(sql, new { user.Key, CredentialId = credentialId }, cancellationToken: cancellationToken));
        return row?.ToPasskey();
    }

    public Task<string> GetUserIdAsync(DeviceOwner user, CancellationToken cancellationToken) => Task.FromResult(user.Key);

    public Task<string?> GetUserNameAsync(DeviceOwner user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Key);

    public Task<string?> GetNormalizedUserNameAsync(DeviceOwner user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Key);

    public Task<DeviceOwner?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => FindByIdAsync(normalizedUserName, cancellationToken);

    public Task AddOrUpdatePasskeyAsync(DeviceOwner user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemovePasskeyAsync(DeviceOwner user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetUserNameAsync(DeviceOwner user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetNormalizedUserNameAsync(DeviceOwner user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> CreateAsync(DeviceOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> UpdateAsync(DeviceOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(DeviceOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed record Row
    {
        public byte[] CredentialId { get; init; } = [];

        public byte[] PublicKey { get; init; } = [];

        public DateTimeOffset BoundAt { get; init; }

        public long SignCount { get; init; }

        public string Transports { get; init; } = "";

        public bool IsBackupEligible { get; init; }

        public bool IsBackedUp { get; init; }

        // Every passkey was bound with its person verified; the attestation, which nothing is decided by, is not kept.
        public UserPasskeyInfo ToPasskey() => new(
            CredentialId, PublicKey, BoundAt, (uint)SignCount, Transports.Split(',', StringSplitOptions.RemoveEmptyEntries),
            isUserVerified: true, IsBackupEligible, IsBackedUp, attestationObject: [], clientDataJson: []);
    }
}
