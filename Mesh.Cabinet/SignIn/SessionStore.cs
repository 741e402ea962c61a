using System.Data.Common;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Caching.Memory;

namespace Mesh.Cabinet.SignIn;

/// <summary>Sessions as rows: the cookie carries only an id, so ending the row ends the session everywhere.</summary>
internal sealed class SessionStore(CabinetDatabase database, FieldProtection protection, TimeProvider time) : ISessions, IDisposable
{
    /// <summary>How far the moment of the last request may lag behind: not every request is worth a write.</summary>
    public static readonly TimeSpan SeenLag = TimeSpan.FromMinutes(5);

    // Who walks about the cabinet is not revealed anew for every page; what is personal does not stay for longer than somebody looks at it.
    private static readonly MemoryCacheEntryOptions Entry = new() { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(5) };

    private readonly MemoryCache revealed = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <returns>The id for the cookie.</returns>
    public Task<string> OpenAsync(CityProfile profile, string browser, CancellationToken cancellation) =>
        OpenAsync(profile, browser, null, SignedIn(profile), cancellation);

    /// <summary>For who came by a bound device; the session ends with that device.</summary>
    /// <returns>The id for the cookie; null if the device has been unbound meanwhile.</returns>
    public async Task<string?> OpenByDeviceAsync(CityProfile profile, string browser, Guid deviceId, string deviceName, CancellationToken cancellation)
    {
        try
        {
            return await OpenAsync(profile, browser, deviceId, new AuditEntry("signed-in-by-device") { Detail = deviceName }, cancellation);
        }
        catch (DbException failure) when (CabinetDatabase.IsForeignKeyViolation(failure))
        {
            return null;
        }
    }

    /// <summary>The same person signs in again in the same browser: the session goes on with what mos.ru says now.</summary>
    /// <param name="isConfirmed">Whether mos.ru was made to ask for the password.</param>
    /// <returns>False if there is no such session of this account any more.</returns>
    public async Task<bool> RenewAsync(string id, CityProfile profile, string browser, bool isConfirmed, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        const string renew = """
            UPDATE Sessions
            SET ProfileProtected = @ProfileProtected, Device = @Browser, SignedInAt = @Now, SeenAt = @Now, ExpiresAt = @ExpiresAt,
                DeviceId = NULL, ConfirmedAt = COALESCE(@ConfirmedAt, ConfirmedAt)
            WHERE Id = @Id AND Provider = @Provider AND Subject = @Subject AND ExpiresAt > @Now
            """;
        var values = new
        {
            Id = Hash(id),
            profile.Provider,
            profile.Subject,
            ProfileProtected = Protect(profile),
            Browser = Cut(browser),
            Now = now,
            ExpiresAt = now + ISessions.Lifetime,
            ConfirmedAt = isConfirmed ? now : (DateTimeOffset?)null,
        };
        if (await connection.ExecuteAsync(new CommandDefinition(renew, values, transaction, cancellationToken: cancellation)) == 0)
            return false;

        await AuditAsync(connection, transaction, SignedIn(profile), profile, browser, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    public async Task<Session?> FindAsync(ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (user.FindFirst(Session.IdClaim)?.Value is not { } id)
            return null;

        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        const string sql = """
            SELECT ProfileProtected, SignedInAt, SeenAt, DeviceId, ConfirmedAt FROM Sessions WHERE Id = @Id AND ExpiresAt > @Now
            """;
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(sql, new { Id = Hash(id), Now = now }, cancellationToken: cancellation));
        if (row is null)
            return null;

        if (now - row.SeenAt >= SeenLag)
            await SeenAsync(connection, id, now, cancellation);
        return new Session(id, Reveal(id, row.ProfileProtected), row.SignedInAt) { DeviceId = row.DeviceId, ConfirmedAt = row.ConfirmedAt };
    }

    public void Dispose() => revealed.Dispose();

    public async Task EndAllAsync(string provider, string subject, DateTimeOffset openedBefore, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        const string sql = """
            DELETE FROM Sessions WHERE Provider = @Provider AND Subject = @Subject AND SignedInAt < @OpenedBefore
            """;
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { Provider = provider, Subject = subject, OpenedBefore = openedBefore }, cancellationToken: cancellation));
    }

    public async Task EndAsync(string id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        const string sql = """
            DELETE FROM Sessions WHERE Id = @Id
            """;
        await connection.ExecuteAsync(new CommandDefinition(sql, new { Id = Hash(id) }, cancellationToken: cancellation));
    }

    /// <summary>What the table knows a session by: who reads it cannot make a cookie of it.</summary>
    internal static byte[] Hash(string id) => SHA256.HashData(Encoding.ASCII.GetBytes(id));

    private async Task<string> OpenAsync(CityProfile profile, string browser, Guid? deviceId, AuditEntry entry, CancellationToken cancellation)
    {
        var id = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        const string forget = """
            DELETE FROM Sessions WHERE ExpiresAt < @Now
            """;
        await connection.ExecuteAsync(new CommandDefinition(forget, new { Now = now }, transaction, cancellationToken: cancellation));
        const string open = """
            INSERT INTO Sessions (Id, Provider, Subject, ProfileProtected, Device, DeviceId, SignedInAt, SeenAt, ExpiresAt)
            VALUES (@Id, @Provider, @Subject, @ProfileProtected, @Browser, @DeviceId, @Now, @Now, @ExpiresAt)
            """;
        await connection.ExecuteAsync(new CommandDefinition(open, new
        {
            Id = Hash(id),
            profile.Provider,
            profile.Subject,
            ProfileProtected = Protect(profile),
            Browser = Cut(browser),
            DeviceId = deviceId,
            Now = now,
            ExpiresAt = now + ISessions.Lifetime,
        }, transaction, cancellationToken: cancellation));
        await AuditAsync(connection, transaction, entry, profile, browser, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return id;
    }

    private static async Task SeenAsync(DbConnection connection, string id, DateTimeOffset now, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Sessions SET SeenAt = @Now WHERE Id = @Id
            """;
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(sql, new { Id = Hash(id), Now = now }, cancellationToken: cancellation));
        }
        catch (DbException failure) when (CabinetDatabase.IsBusy(failure))
        {
            // The next request says it; this one must not fail for it.
        }
    }

    private static AuditEntry SignedIn(CityProfile profile) => new("signed-in") { Detail = profile.Provider };

    private static Task AuditAsync(
        DbConnection connection, DbTransaction transaction, AuditEntry entry, CityProfile profile, string browser, DateTimeOffset now, CancellationToken cancellation) =>
        AuditTrail.WriteAsync(
            connection, transaction, entry with { Provider = profile.Provider, Subject = profile.Subject, Device = browser }, now, cancellation);

    // What was revealed is true for the very bytes that it was revealed from: no two are protected alike.
    private CityProfile Reveal(string id, byte[] bytes)
    {
        if (revealed.TryGetValue(id, out Revealed? known) && known!.Bytes.AsSpan().SequenceEqual(bytes))
            return known.Profile;

        var profile = JsonSerializer.Deserialize<CityProfile>(protection.Reveal(ProtectedField.Profile, bytes))!;
        revealed.Set(id, new Revealed(bytes, profile), Entry);
        return profile;
    }

    private byte[] Protect(CityProfile profile) => protection.Protect(ProtectedField.Profile, JsonSerializer.Serialize(profile));

    private static string Cut(string browser) => browser.Length > AuditEntry.MaxDeviceLength ? browser[..AuditEntry.MaxDeviceLength] : browser;

    private sealed record Revealed(byte[] Bytes, CityProfile Profile);

    private sealed record Row
    {
        public byte[] ProfileProtected { get; init; } = [];

        public DateTimeOffset SignedInAt { get; init; }

        public DateTimeOffset SeenAt { get; init; }

        public Guid? DeviceId { get; init; }

        public DateTimeOffset? ConfirmedAt { get; init; }
    }
}
