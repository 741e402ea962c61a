using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.SignIn;

/// <summary>Sessions as rows: the cookie carries only an id, so ending the row ends the session everywhere.</summary>
internal sealed class SessionStore(CabinetDatabase database, FieldProtection protection, TimeProvider time) : ISessions
{
    private const int MaxDeviceLength = 250;

    /// <returns>The id for the cookie.</returns>
    public async Task<string> OpenAsync(CityProfile profile, string device, CancellationToken cancellation)
    {
        var id = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        const string forget = """
            DELETE FROM Sessions WHERE ExpiresAt < @Now
            """;
        await connection.ExecuteAsync(new CommandDefinition(forget, new { Now = now }, cancellationToken: cancellation));
        const string open = """
            INSERT INTO Sessions (Id, Provider, Subject, ProfileProtected, Device, SignedInAt, SeenAt, ExpiresAt)
            VALUES (@Id, @Provider, @Subject, @ProfileProtected, @Device, @Now, @Now, @ExpiresAt)
            """;
        await connection.ExecuteAsync(new CommandDefinition(open, new
        {
            Id = Hash(id),
            profile.Provider,
            profile.Subject,
            ProfileProtected = protection.Protect(ProtectedField.Profile, JsonSerializer.Serialize(profile)),
            Device = device.Length > MaxDeviceLength ? device[..MaxDeviceLength] : device,
            Now = now,
            ExpiresAt = now + ISessions.Lifetime,
        }, cancellationToken: cancellation));
        return id;
    }

    public async Task<Session?> FindAsync(ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (user.FindFirst(Session.IdClaim)?.Value is not { } id)
            return null;

        await using var connection = await database.OpenAsync(cancellation);
        const string sql = """
            SELECT ProfileProtected, SignedInAt FROM Sessions WHERE Id = @Id AND ExpiresAt > @Now
            """;
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(sql, new { Id = Hash(id), Now = time.GetUtcNow() }, cancellationToken: cancellation));
        if (row is null)
            return null;

        var profile = JsonSerializer.Deserialize<CityProfile>(protection.Reveal(ProtectedField.Profile, row.ProfileProtected))!;
        return new Session(id, profile, row.SignedInAt);
    }

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

    // Who reads the table cannot make a cookie of it.
    private static byte[] Hash(string id) => SHA256.HashData(Encoding.ASCII.GetBytes(id));

    private sealed record Row
    {
        public byte[] ProfileProtected { get; init; } = [];

        public DateTimeOffset SignedInAt { get; init; }
    }
}
