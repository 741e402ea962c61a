using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.SignIn;

/// <summary>
/// Sessions as rows: the cookie carries only a secret, of which the row holds the hash. Ending the row ends the session everywhere;
/// another hash in it makes every copy of the old cookie worthless, while what knows the session by its id goes on.
/// </summary>
internal sealed class SessionStore(CabinetDatabase database, FieldProtection protection, IOptions<SessionOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>Browsers of one account; more is no person. The one used longest ago makes room.</summary>
    public const int MostOfAccount = 20;

    // Who walks about the cabinet is not revealed anew for every page; what is personal does not stay for longer than somebody looks at it.
    private static readonly MemoryCacheEntryOptions Entry = new() { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(5) };

    private readonly MemoryCache revealed = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <param name="along">What is written in the same transaction.</param>
    /// <returns>The secret for the cookie.</returns>
    public Task<string> OpenAsync(ProviderAnswer answer, string browser, CancellationToken cancellation, Func<DbConnection, DbTransaction, Task>? along = null) =>
        OpenAsync(new Opening(answer.Profile, browser, SignedIn(answer.Profile)) { AuthTime = answer.AuthTime, IsConfirmed = answer.IsFresh, IsShared = answer.IsShared, IdToken = answer.IdToken, Along = along }, cancellation);

    /// <summary>For who came by a bound device; the session ends with that device.</summary>
    /// <returns>The secret for the cookie; null if the device has been unbound meanwhile.</returns>
    public async Task<string?> OpenByDeviceAsync(
        CityProfile profile, string browser, Guid deviceId, string deviceName, CancellationToken cancellation, Func<DbConnection, DbTransaction, Task>? along = null)
    {
        try
        {
            var entry = new AuditEntry("signed-in-by-device") { Detail = deviceName };
            return await OpenAsync(new Opening(profile, browser, entry) { DeviceId = deviceId, Along = along }, cancellation);
        }
        catch (DbException failure) when (CabinetDatabase.IsForeignKeyViolation(failure))
        {
            return null;
        }
    }

    /// <summary>For who said yes to a panel elsewhere: the panel has a session of its own, without a cookie until somebody enters by it.</summary>
    /// <param name="by">In which the person said so.</param>
    /// <returns>Its id.</returns>
    public async Task<Guid> OpenOnPanelAsync(Session by, string panelId, string title, CancellationToken cancellation)
    {
        var opening = new Opening(by.Profile, title, new AuditEntry("signed-in-on-panel") { Detail = title }) { PanelId = panelId, AuthTime = by.AuthTime ?? by.ConfirmedAt ?? by.SignedInAt, Lifetime = IPanelSessions.Lifetime };
        await OpenAsync(opening, cancellation);
        return opening.Id;
    }

    /// <summary>A browser of the panel goes on in its session: whatever went on in it before is out.</summary>
    /// <returns>The secret for the cookie; null if the session has ended, or is none of a panel.</returns>
    public async Task<string?> EnterPanelAsync(Guid id, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Sessions SET SecretHash = @Hash WHERE Id = @Id AND PanelId IS NOT NULL AND ExpiresAt > @Now
            """;
        var secret = NewSecret();
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(sql, new { Id = id, Hash = Hash(secret), Now = time.GetUtcNow() }, cancellationToken: cancellation)) == 1 ? secret : null;
    }

    /// <summary>
    /// The provider answered for the same person in the same browser: the session goes on with what it says now, under another secret.
    /// </summary>
    /// <param name="secret">The one that this browser has brought.</param>
    /// <returns>The new secret; null if no session of this account has the old one any more.</returns>
    public Task<string?> RenewAsync(string secret, ProviderAnswer answer, string browser, CancellationToken cancellation, Func<DbConnection, DbTransaction, Task>? along = null) =>
        CabinetDatabase.RepeatAsync(() => RenewOnceAsync(secret, answer, browser, along, cancellation), cancellation);

    private async Task<string?> RenewOnceAsync(string secret, ProviderAnswer answer, string browser, Func<DbConnection, DbTransaction, Task>? along, CancellationToken cancellation)
    {
        var (profile, renewed, now) = (answer.Profile, NewSecret(), time.GetUtcNow());
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        const string renew = """
            UPDATE Sessions
            SET SecretHash = @NewHash, ProfileProtected = @ProfileProtected, Device = @Browser, SignedInAt = @Now, SeenAt = @Now, ExpiresAt = @ExpiresAt,
                DeviceId = NULL, PanelId = NULL, IsShared = CASE WHEN @IsShared = @True THEN @True ELSE IsShared END, AuthTime = @AuthTime, ConfirmedAt = COALESCE(@ConfirmedAt, ConfirmedAt), IdTokenProtected = @IdTokenProtected
            WHERE SecretHash = @Hash AND Provider = @Provider AND Subject = @Subject AND ExpiresAt > @Now
            """;
        var values = new
        {
            Hash = Hash(secret),
            NewHash = Hash(renewed),
            profile.Provider,
            profile.Subject,
            ProfileProtected = Protect(profile),
            Browser = Cut(browser),
            Now = now,
            ExpiresAt = now + ISessions.Lifetime,
            answer.AuthTime,
            IdTokenProtected = ProtectIdToken(answer.IdToken, profile),
            ConfirmedAt = answer.IsFresh ? now : (DateTimeOffset?)null,
            answer.IsShared,
            True = true,
        };
        if (await connection.ExecuteAsync(new CommandDefinition(renew, values, transaction, cancellationToken: cancellation)) == 0)
            return null;

        await AuditAsync(connection, transaction, SignedIn(profile), profile, browser, now, cancellation);
        if (along is not null)
            await along(connection, transaction);
        await transaction.CommitAsync(cancellation);
        return renewed;
    }

    /// <summary>The live session of a cookie; null if it has ended, or goes on under another secret.</summary>
    public Task<Session?> FindBySecretAsync(string secret, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, Provider, Subject, ProfileProtected, Device AS Browser, SignedInAt, SeenAt, DeviceId, PanelId, IsShared, ConfirmedAt, AuthTime FROM Sessions WHERE SecretHash = @Hash AND ExpiresAt > @Now
            """;
        return FindAsync(sql, new { Hash = Hash(secret), Now = time.GetUtcNow() }, cancellation);
    }

    /// <summary>The live session with this id, for whoever has proven to be in it before.</summary>
    public Task<Session?> FindAsync(Guid id, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, Provider, Subject, ProfileProtected, Device AS Browser, SignedInAt, SeenAt, DeviceId, PanelId, IsShared, ConfirmedAt, AuthTime FROM Sessions WHERE Id = @Id AND ExpiresAt > @Now
            """;
        return FindAsync(sql, new { Id = id, Now = time.GetUtcNow() }, cancellation);
    }

    /// <summary>What the provider said at the account's last sign-in that stands; a bound device says what was said when it was bound.</summary>
    public async Task<CityProfile?> LastProfileAsync(string provider, string subject, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@One")} Id, Provider, Subject, ProfileProtected FROM Sessions
            WHERE Provider = @Provider AND Subject = @Subject AND DeviceId IS NULL AND PanelId IS NULL AND ExpiresAt > @Now ORDER BY SignedInAt DESC {database.Limit("@One")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var values = new { One = 1, Provider = provider, Subject = subject, Now = time.GetUtcNow() };
        return await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(sql, values, cancellationToken: cancellation)) is { } row ? Reveal(row) : null;
    }

    /// <summary>What the provider of a session is to be shown when its person leaves; null if it told nothing, or too much.</summary>
    public async Task<string?> IdTokenAsync(Session session, CancellationToken cancellation)
    {
        const string sql = """
            SELECT IdTokenProtected FROM Sessions WHERE Id = @Id
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<byte[]?>(new CommandDefinition(sql, new { session.Id }, cancellationToken: cancellation)) is { } bytes
            ? protection.Reveal(ProtectedField.IdToken, CityProfile.AccountOf(session.Profile.Provider, session.Profile.Subject), bytes)
            : null;
    }

    /// <summary>The person does something. Whoever was idle for too long stays so until the provider has answered.</summary>
    public async Task SeenAsync(Session session, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (session.IsIdle || now - session.SeenAt < options.Value.SeenLag(session.IsShared))
            return;

        const string sql = """
            UPDATE Sessions SET SeenAt = @Now WHERE Id = @Id AND SeenAt > @IdleBefore
            """;
        try
        {
            await using var connection = await database.OpenAsync(cancellation);
            var values = new { session.Id, Now = now, IdleBefore = now - options.Value.IdleOf(session.IsShared) };
            await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
        }
        catch (DbException failure) when (CabinetDatabase.IsBusy(failure))
        {
            // The next deed says it; this one must not fail for it.
        }
    }

    public void Dispose() => revealed.Dispose();

    /// <summary>What the table knows a cookie by: who reads it cannot make a cookie of it.</summary>
    internal static byte[] Hash(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    private static string NewSecret() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    private async Task<Session?> FindAsync(string sql, object values, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(sql, values, cancellationToken: cancellation)) is { } row
            ? new Session(row.Id, Reveal(row), row.SignedInAt)
            {
                SeenAt = row.SeenAt,
                Browser = row.Browser,
                DeviceId = row.DeviceId,
                PanelId = row.PanelId,
                IsShared = row.IsShared,
                ConfirmedAt = row.ConfirmedAt,
                AuthTime = row.AuthTime,
                IsIdle = time.GetUtcNow() - row.SeenAt >= options.Value.IdleOf(row.IsShared),
            }
            : null;
    }

    private Task<string> OpenAsync(Opening opening, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => OpenOnceAsync(opening, cancellation), cancellation);

    private async Task<string> OpenOnceAsync(Opening opening, CancellationToken cancellation)
    {
        var (profile, secret, now) = (opening.Profile, NewSecret(), time.GetUtcNow());
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // In one way to the server. Equal moments are told apart by something that is equal on every database.
        const string open = """
            DELETE FROM Sessions
            WHERE Provider = @Provider AND Subject = @Subject AND (
                SELECT COUNT(*) FROM Sessions later
                WHERE later.Provider = @Provider AND later.Subject = @Subject
                    AND (later.SeenAt > Sessions.SeenAt OR (later.SeenAt = Sessions.SeenAt AND later.SecretHash > Sessions.SecretHash))) >= @Most - 1;
            INSERT INTO Sessions (Id, SecretHash, Provider, Subject, ProfileProtected, Device, DeviceId, PanelId, IsShared, SignedInAt, SeenAt, ExpiresAt, AuthTime, ConfirmedAt, IdTokenProtected)
            VALUES (@Id, @Hash, @Provider, @Subject, @ProfileProtected, @Browser, @DeviceId, @PanelId, @IsShared, @Now, @Now, @ExpiresAt, @AuthTime, @ConfirmedAt, @IdTokenProtected)
            """;
        var values = new
        {
            opening.Id,
            Hash = Hash(secret),
            profile.Provider,
            profile.Subject,
            ProfileProtected = Protect(profile),
            Browser = Cut(opening.Browser),
            opening.DeviceId,
            opening.PanelId,
            opening.IsShared,
            opening.AuthTime,
            ConfirmedAt = opening.IsConfirmed ? now : (DateTimeOffset?)null,
            IdTokenProtected = ProtectIdToken(opening.IdToken, profile),
            Now = now,
            ExpiresAt = now + opening.Lifetime,
            Most = MostOfAccount,
        };
        await database.ChangeAsync(connection, transaction, open, values, Of(opening.Entry, profile, opening.Browser), now, cancellation);
        if (opening.Along is not null)
            await opening.Along(connection, transaction);
        await transaction.CommitAsync(cancellation);
        return secret;
    }

    private static AuditEntry SignedIn(CityProfile profile) => new("signed-in") { Detail = profile.Provider };

    private static Task AuditAsync(
        DbConnection connection, DbTransaction transaction, AuditEntry entry, CityProfile profile, string browser, DateTimeOffset now, CancellationToken cancellation) =>
        AuditTrail.WriteAsync(connection, transaction, Of(entry, profile, browser), now, cancellation);

    private static AuditEntry Of(AuditEntry entry, CityProfile profile, string browser) => entry with { Provider = profile.Provider, Subject = profile.Subject, Device = browser };

    // What was revealed is true for the very bytes that it was revealed from: no two are protected alike.
    private CityProfile Reveal(Row row)
    {
        var bytes = row.ProfileProtected;
        if (revealed.TryGetValue(row.Id, out Revealed? known) && known!.Bytes.AsSpan().SequenceEqual(bytes))
            return known.Profile;

        var profile = JsonSerializer.Deserialize<CityProfile>(protection.Reveal(ProtectedField.Profile, CityProfile.AccountOf(row.Provider, row.Subject), bytes))!;
        revealed.Set(row.Id, new Revealed(bytes, profile), Entry);
        return profile;
    }

    private byte[] Protect(CityProfile profile) => protection.Protect(ProtectedField.Profile, CityProfile.AccountOf(profile.Provider, profile.Subject), JsonSerializer.Serialize(profile));

    private byte[]? ProtectIdToken(string? token, CityProfile profile) => token is { Length: <= ProviderAnswer.MaxIdToken }
        ? protection.Protect(ProtectedField.IdToken, CityProfile.AccountOf(profile.Provider, profile.Subject), token)
        : null;

    private static string Cut(string browser) => browser.Length > AuditEntry.MaxDeviceLength ? browser[..AuditEntry.MaxDeviceLength] : browser;

    private sealed record Revealed(byte[] Bytes, CityProfile Profile);

    private sealed record Opening(CityProfile Profile, string Browser, AuditEntry Entry)
    {
        public Guid Id { get; } = Guid.CreateVersion7();

        public TimeSpan Lifetime { get; init; } = ISessions.Lifetime;

        public Guid? DeviceId { get; init; }

        public string? PanelId { get; init; }

        public bool IsShared { get; init; }

        public DateTimeOffset? AuthTime { get; init; }

        public bool IsConfirmed { get; init; }

        public string? IdToken { get; init; }

        public Func<DbConnection, DbTransaction, Task>? Along { get; init; }
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public string Provider { get; init; } = "";

        public string Subject { get; init; } = "";

        public byte[] ProfileProtected { get; init; } = [];

        public string Browser { get; init; } = "";

        public DateTimeOffset SignedInAt { get; init; }

        public DateTimeOffset SeenAt { get; init; }

        public Guid? DeviceId { get; init; }

        public string? PanelId { get; init; }

        public bool IsShared { get; init; }

        public DateTimeOffset? ConfirmedAt { get; init; }

        public DateTimeOffset? AuthTime { get; init; }
    }
}
