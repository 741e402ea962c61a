using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Provider.Keys;

/// <summary>Keys as rows, each protected whole, so that all nodes have the same.</summary>
internal sealed class ProviderKeyStore(CabinetDatabase database, FieldProtection protection, TimeProvider time)
{
    public async Task<IReadOnlyList<ProviderKey>> ListAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, Purpose, Number, KeyProtected, UsedFrom FROM ProviderKeys
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, cancellationToken: cancellation));
        return [.. rows.Select(row => new ProviderKey(
            row.Id, Enum.Parse<KeyPurpose>(row.Purpose), row.Number, Convert.FromBase64String(protection.Reveal(ProtectedField.ProviderKey, row.Id, row.KeyProtected)), row.UsedFrom))];
    }

    /// <returns>False if another node has made the key of this number.</returns>
    public async Task<bool> AddAsync(ProviderKey key, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO ProviderKeys (Id, Purpose, Number, KeyProtected, MadeAt, UsedFrom) VALUES (@Id, @Purpose, @Number, @KeyProtected, @MadeAt, @UsedFrom)
            """;
        var values = new
        {
            key.Id,
            Purpose = $"{key.Purpose}",
            key.Number,
            KeyProtected = protection.Protect(ProtectedField.ProviderKey, key.Id, Convert.ToBase64String(key.Material)),
            MadeAt = time.GetUtcNow(),
            key.UsedFrom,
        };
        await using var connection = await database.OpenAsync(cancellation);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
            return true;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return false;
        }
    }

    public async Task RemoveAsync(string id, CancellationToken cancellation)
    {
        const string sql = """
            DELETE FROM ProviderKeys WHERE Id = @Id
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { Id = id }, cancellationToken: cancellation));
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Purpose { get; init; } = "";

        public int Number { get; init; }

        public byte[] KeyProtected { get; init; } = [];

        public DateTimeOffset UsedFrom { get; init; }
    }
}
