using System.Security.Cryptography;
using Dapper;
using Mesh.Cabinet.Database;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>
/// Our key pairs for passwords that travel from mos.ru. A new one is made every month; older ones still open what was encrypted
/// for them until they are two months old.
/// </summary>
internal sealed class EventKeyStore(CabinetDatabase database, FieldProtection protection, TimeProvider time)
{
    private const int KeyBits = 2048;
    private static readonly TimeSpan Renewed = TimeSpan.FromDays(30);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(60);

    /// <summary>Every key that may still be used, the newest first; one is made if the newest is too old.</summary>
    public async Task<IReadOnlyList<RsaSecurityKey>> FindAsync(CancellationToken cancellation)
    {
        var keys = await ReadAsync(cancellation);
        if (keys.Count > 0 && keys[0].CreatedAt > time.GetUtcNow() - Renewed)
            return [.. keys.Select(Open)];

        await AddAsync(cancellation);
        return [.. (await ReadAsync(cancellation)).Select(Open)];
    }

    private async Task<List<Row>> ReadAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, CreatedAt, PrivateKeyProtected FROM EventKeys WHERE CreatedAt > @Since ORDER BY CreatedAt DESC, Id
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<Row>(new CommandDefinition(sql, new { Since = time.GetUtcNow() - Kept }, cancellationToken: cancellation))];
    }

    private async Task AddAsync(CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO EventKeys (Id, CreatedAt, PrivateKeyProtected) VALUES (@Id, @CreatedAt, @PrivateKeyProtected)
            """;
        using var rsa = RSA.Create(KeyBits);
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            Id = Guid.CreateVersion7().ToString("N"),
            CreatedAt = time.GetUtcNow(),
            PrivateKeyProtected = protection.Protect(ProtectedField.EventKey, Convert.ToBase64String(rsa.ExportPkcs8PrivateKey())),
        }, cancellationToken: cancellation));
    }

    private RsaSecurityKey Open(Row row)
    {
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(Convert.FromBase64String(protection.Reveal(ProtectedField.EventKey, row.PrivateKeyProtected)), out _);
        return new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: true)) { KeyId = row.Id };
    }

    private sealed record Row
    {
        public required string Id { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public required byte[] PrivateKeyProtected { get; init; }
    }
}
