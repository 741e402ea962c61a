using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Outside.MosRu;
using Microsoft.AspNetCore.Identity;

namespace Mesh.Cabinet.Devices;

/// <summary>Bound devices as rows. Whoever asks for one by its id names the account it must belong to.</summary>
internal sealed class DeviceStore(CabinetDatabase database, FieldProtection protection, LastingKeyStore keys, TimeProvider time) : IDeviceServices
{
    // What put devices to sleep may have been told by our clock, and auth_time is mos.ru's (E47).
    private static readonly TimeSpan ClockLeeway = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The key under which the framework and the authenticator know this account. Authenticators keep it, so it stays equal for ever,
    /// and an account that binds one anew puts it in the place of the old.
    /// </summary>
    public async Task<string> OwnerKeyAsync(CityProfile profile, CancellationToken cancellation) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(await keys.FindAsync(LastingKeyStore.DeviceOwners, cancellation), Encoding.UTF8.GetBytes(CityProfile.AccountOf(profile.Provider, profile.Subject))));

    public async Task<IReadOnlyList<Device>> ListAsync(CityProfile profile, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, PersonId, Name, Browser, ServiceKey, BoundAt, UsedAt, VouchedAt, SleepsSince FROM Devices
            WHERE Provider = @Provider AND Subject = @Subject
            ORDER BY BoundAt
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<Device>(new CommandDefinition(sql, new { profile.Provider, profile.Subject }, cancellationToken: cancellation))];
    }

    /// <summary>The device with this passkey; null if there is none, or no longer.</summary>
    public async Task<DeviceWithProfile?> FindAsync(byte[] credentialId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, PersonId, Name, Browser, ServiceKey, BoundAt, UsedAt, VouchedAt, SleepsSince, Provider, Subject, ProfileProtected FROM Devices WHERE CredentialId = @CredentialId
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(sql, new { CredentialId = credentialId }, cancellationToken: cancellation));
        return row is null ? null : Reveal(row);
    }

    /// <summary>All devices of an account.</summary>
    public async Task<IReadOnlyList<DeviceWithProfile>> FindOfAccountAsync(string provider, string subject, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, PersonId, Name, Browser, ServiceKey, BoundAt, UsedAt, VouchedAt, SleepsSince, Provider, Subject, ProfileProtected FROM Devices WHERE Provider = @Provider AND Subject = @Subject
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var values = new { Provider = provider, Subject = subject };
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(sql, values, cancellationToken: cancellation))).Select(Reveal)];
    }

    /// <summary>Devices whose account has not come by the provider since then.</summary>
    public async Task<IReadOnlyList<DeviceWithProfile>> FindForgottenAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, PersonId, Name, Browser, ServiceKey, BoundAt, UsedAt, VouchedAt, SleepsSince, Provider, Subject, ProfileProtected FROM Devices WHERE VouchedAt < @Since
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(sql, new { Since = since }, cancellationToken: cancellation))).Select(Reveal)];
    }

    /// <returns>False if the account has as many devices as it may.</returns>
    /// <param name="along">What is written in the same transaction.</param>
    public Task<bool> AddAsync(DeviceWithProfile device, UserPasskeyInfo passkey, CancellationToken cancellation, Func<DbConnection, DbTransaction, Task>? along = null) =>
        CabinetDatabase.RepeatAsync(() => AddOnceAsync(device, passkey, along, cancellation), cancellation);

    private async Task<bool> AddOnceAsync(DeviceWithProfile device, UserPasskeyInfo passkey, Func<DbConnection, DbTransaction, Task>? along, CancellationToken cancellation)
    {
        var ownerKey = await OwnerKeyAsync(device.Profile, cancellation);
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        const string sql = """
            INSERT INTO Devices (Id, CredentialId, OwnerKey, Provider, Subject, PersonId, Name, Browser, ServiceKey, ProfileProtected,
                PublicKey, SignCount, Transports, IsBackupEligible, IsBackedUp, BoundAt, VouchedAt)
            SELECT @Id, @CredentialId, @OwnerKey, @Provider, @Subject, @PersonId, @Name, @Browser, @ServiceKey, @ProfileProtected,
                @PublicKey, @SignCount, @Transports, @IsBackupEligible, @IsBackedUp, @BoundAt, @VouchedAt
            WHERE (SELECT COUNT(*) FROM Devices WHERE Provider = @Provider AND Subject = @Subject) < @Most
            """;
        var values = new
        {
            device.Id,
            passkey.CredentialId,
            OwnerKey = ownerKey,
            device.Profile.Provider,
            device.Profile.Subject,
            device.PersonId,
            device.Name,
            Browser = device.Browser.Length > AuditEntry.MaxDeviceLength ? device.Browser[..AuditEntry.MaxDeviceLength] : device.Browser,
            device.ServiceKey,
            ProfileProtected = Protect(device.Profile),
            passkey.PublicKey,
            SignCount = (long)passkey.SignCount,
            // The browser's own words, of which a whole list is a few dozen characters.
            Transports = TextLength.Cut(string.Join(',', passkey.Transports ?? []), TextLength.Browser),
            passkey.IsBackupEligible,
            passkey.IsBackedUp,
            device.BoundAt,
            device.VouchedAt,
            Most = Device.MostOfOnePerson,
        };
        await database.HoldAsync(connection, transaction, $"devices/{CityProfile.AccountOf(device.Profile.Provider, device.Profile.Subject)}", cancellation);
        if (await connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation)) == 0)
            return false;

        await AuditAsync(connection, transaction, "device-bound", device, device.Profile, device.Browser, cancellation);
        if (along is not null)
            await along(connection, transaction);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Another name, another service.</summary>
    /// <returns>False if this account has no such device.</returns>
    public Task<bool> ChangeAsync(Device device, CityProfile profile, string browser, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => ChangeOnceAsync(device, profile, browser, cancellation), cancellation);

    private async Task<bool> ChangeOnceAsync(Device device, CityProfile profile, string browser, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Devices SET Name = @Name, ServiceKey = @ServiceKey WHERE Id = @Id AND Provider = @Provider AND Subject = @Subject
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var values = new { device.Id, device.Name, device.ServiceKey, profile.Provider, profile.Subject };
        if (await connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation)) == 0)
            return false;

        await AuditAsync(connection, transaction, "device-changed", device, profile, browser, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Notes an entry, with the counter that betrays a copied passkey (WebAuthn §6.1.1).</summary>
    /// <returns>False if the device has been unbound meanwhile.</returns>
    public async Task<bool> UsedAsync(Guid id, UserPasskeyInfo passkey, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Devices SET UsedAt = @Now, SignCount = @SignCount, IsBackedUp = @IsBackedUp WHERE Id = @Id
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var values = new { Id = id, Now = time.GetUtcNow(), SignCount = (long)passkey.SignCount, passkey.IsBackedUp };
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation)) == 1;
    }

    /// <summary>What mos.ru says of the account now. Most people have no device: a look at an index instead of a write.</summary>
    /// <param name="authTime">When it last asked for the password: what sleeps is woken by nothing older. Null where it does not say.</param>
    public async Task VouchedAsync(CityProfile profile, DateTimeOffset? authTime, CancellationToken cancellation)
    {
        if ((await ListAsync(profile, cancellation)).Count == 0)
            return;

        const string sql = """
            UPDATE Devices
            SET ProfileProtected = @ProfileProtected, VouchedAt = @Now, SleepsSince = CASE WHEN SleepsSince > @WakesUntil THEN SleepsSince ELSE NULL END
            WHERE Provider = @Provider AND Subject = @Subject
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var now = time.GetUtcNow();
        var values = new { profile.Provider, profile.Subject, ProfileProtected = Protect(profile), Now = now, WakesUntil = (authTime ?? now) + ClockLeeway };
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
    }

    /// <summary>The account's devices open nothing until the next real sign-in.</summary>
    public async Task SleepAsync(string provider, string subject, DateTimeOffset since, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Devices SET SleepsSince = @Since WHERE Provider = @Provider AND Subject = @Subject AND (SleepsSince IS NULL OR SleepsSince < @Since)
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var values = new { Provider = provider, Subject = subject, Since = since };
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
    }

    /// <inheritdoc/>
    public async Task<string?> FindAsync(Guid deviceId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT ServiceKey FROM Devices WHERE Id = @Id
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(sql, new { Id = deviceId }, cancellationToken: cancellation));
    }

    private Task AuditAsync(
        DbConnection connection, DbTransaction transaction, string happened, Device device, CityProfile profile, string browser, CancellationToken cancellation)
    {
        var entry = new AuditEntry(happened) { PersonId = device.PersonId, Provider = profile.Provider, Subject = profile.Subject, Detail = device.Name, Device = browser };
        return AuditTrail.WriteAsync(connection, transaction, entry, time.GetUtcNow(), cancellation);
    }

    private DeviceWithProfile Reveal(Row row) => new()
    {
        Id = row.Id,
        PersonId = row.PersonId,
        Name = row.Name,
        Browser = row.Browser,
        ServiceKey = row.ServiceKey,
        BoundAt = row.BoundAt,
        UsedAt = row.UsedAt,
        VouchedAt = row.VouchedAt,
        SleepsSince = row.SleepsSince,
        Profile = JsonSerializer.Deserialize<CityProfile>(protection.Reveal(ProtectedField.Profile, CityProfile.AccountOf(row.Provider, row.Subject), row.ProfileProtected))!,
    };

    private byte[] Protect(CityProfile profile) => protection.Protect(ProtectedField.Profile, CityProfile.AccountOf(profile.Provider, profile.Subject), JsonSerializer.Serialize(profile));

    private sealed record Row : Device
    {
        public string Provider { get; init; } = "";

        public string Subject { get; init; } = "";

        public byte[] ProfileProtected { get; init; } = [];
    }
}
