using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Dapper;

namespace Mesh.Cabinet.Database;

/// <summary>
/// Random keys for what must stay equal when <c>FieldProtection:Key</c> changes: made once, kept protected under it. What they are used
/// for is written nowhere anew.
/// </summary>
internal sealed class LastingKeyStore(CabinetDatabase database, FieldProtection protection)
{
    /// <summary>For the hash by which an import tells whether a record differs.</summary>
    public const string RecordContents = "record-contents";

    /// <summary>For the name by which authenticators know an account (WebAuthn's user handle).</summary>
    public const string DeviceOwners = "device-owners";

    private const int KeySize = 32;
    private readonly ConcurrentDictionary<string, byte[]> known = new(StringComparer.Ordinal);

    public async Task<byte[]> FindAsync(string name, CancellationToken cancellation)
    {
        if (known.TryGetValue(name, out var key))
            return key;

        await using var connection = await database.OpenAsync(cancellation);
        return known[name] = await ReadAsync(connection, name, cancellation) ?? await MakeAsync(connection, name, cancellation);
    }

    /// <summary>The key inside the caller's transaction, if it has ever been made; there none is made.</summary>
    public async Task<byte[]?> TryFindAsync(DbConnection connection, DbTransaction? transaction, string name, CancellationToken cancellation)
    {
        if (known.TryGetValue(name, out var key))
            return key;
        if (await ReadAsync(connection, name, cancellation, transaction) is { } read)
            return known[name] = read;
        return null;
    }

    private async Task<byte[]> MakeAsync(DbConnection connection, string name, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO LastingKeys (Name, KeyProtected) VALUES (@Name, @KeyProtected)
            """;
        var key = RandomNumberGenerator.GetBytes(KeySize);
        try
        {
            var values = new { Name = name, KeyProtected = protection.Protect(ProtectedField.LastingKey, name, Convert.ToBase64String(key)) };
            await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
            return key;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return await ReadAsync(connection, name, cancellation) ?? throw new InvalidOperationException($"The key {name} has vanished.", failure);
        }
    }

    private async Task<byte[]?> ReadAsync(DbConnection connection, string name, CancellationToken cancellation, DbTransaction? transaction = null)
    {
        const string sql = """
            SELECT KeyProtected FROM LastingKeys WHERE Name = @Name
            """;
        var bytes = await connection.QuerySingleOrDefaultAsync<byte[]>(new CommandDefinition(sql, new { Name = name }, transaction, cancellationToken: cancellation));
        return bytes is null ? null : Convert.FromBase64String(protection.Reveal(ProtectedField.LastingKey, name, bytes));
    }
}
