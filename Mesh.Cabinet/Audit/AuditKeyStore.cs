using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Audit;

/// <summary>The key by which entries are bound to a record or an account.</summary>
internal sealed record AuditKey(Guid Id, byte[] Key)
{
    public override string ToString() => $"{Id}";
}

/// <summary>Keys that are there and open, and the marks of those that an erasure destroyed.</summary>
internal sealed record KnownKeys(IReadOnlyDictionary<Guid, byte[]> Keys, IReadOnlyDictionary<Guid, byte[]> Erased);

/// <summary>Keys of those of whom the trail tells: made when their first entry is sealed, destroyed when the person is erased.</summary>
internal sealed class AuditKeyStore(CabinetDatabase database, FieldProtection protection)
{
    /// <summary>One key a holder, inside the caller's transaction.</summary>
    public async Task<IReadOnlyDictionary<string, AuditKey>> FindOrMakeAsync(
        DbConnection connection, DbTransaction transaction, IEnumerable<string> holders, CancellationToken cancellation)
    {
        var wanted = holders.Distinct(StringComparer.Ordinal).ToList();
        var found = new Dictionary<string, AuditKey>(StringComparer.Ordinal);
        foreach (var some in wanted.Chunk(CabinetDatabase.MaxListLength))
        {
            foreach (var row in await ListAsync(connection, transaction, some, cancellation))
                found[row.Holder] = Revealed(row);
        }

        foreach (var holder in wanted.Where(holder => !found.ContainsKey(holder)))
            found[holder] = await MakeAsync(connection, transaction, holder, cancellation);
        return found;
    }

    /// <summary>The keys that are there and open, and marks of those that an erasure has destroyed.</summary>
    public async Task<KnownKeys> FindAsync(IEnumerable<Guid> ids, CancellationToken cancellation)
    {
        var find = $"""
            SELECT Id, Holder, KeyProtected FROM AuditKeys WHERE Id IN {database.List("@Ids", ListOf.Id)}
            """;
        var erased = $"""
            SELECT Id, Mark FROM AuditErasedKeys WHERE Id IN {database.List("@Ids", ListOf.Id)}
            """;
        var (keys, marks) = (new Dictionary<Guid, byte[]>(), new Dictionary<Guid, byte[]>());
        await using var connection = await database.OpenAsync(cancellation);
        foreach (var some in ids.Chunk(CabinetDatabase.MaxListLength))
        {
            var values = new { Ids = Dialect.ListValue(some) };
            foreach (var row in await connection.QueryAsync<Row>(new CommandDefinition(find, values, cancellationToken: cancellation)))
            {
                if (TryReveal(row) is { } key)
                    keys[row.Id] = key;
            }

            foreach (var row in await connection.QueryAsync<Marked>(new CommandDefinition(erased, values, cancellationToken: cancellation)))
                marks[row.Id] = row.Mark;
        }

        return new KnownKeys(keys, marks);
    }

    /// <summary>Destroys the keys of holders, each with the mark that an erasure did it.</summary>
    public async Task DestroyAsync(DbConnection connection, DbTransaction transaction, byte[] chainKey, IReadOnlyList<string> holders, CancellationToken cancellation)
    {
        const string mark = """
            INSERT INTO AuditErasedKeys (Id, Mark) VALUES (@Id, @Mark);
            DELETE FROM AuditKeys WHERE Id = @Id
            """;
        foreach (var some in holders.Chunk(CabinetDatabase.MaxListLength))
        {
            foreach (var row in await ListAsync(connection, transaction, some, cancellation))
            {
                var values = new { row.Id, Mark = SealRules.MarkOfErased(chainKey, row.Id) };
                await connection.ExecuteAsync(new CommandDefinition(mark, values, transaction, cancellationToken: cancellation));
            }
        }
    }

    private async Task<IEnumerable<Row>> ListAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<string> holders, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT Id, Holder, KeyProtected FROM AuditKeys WHERE Holder IN {database.List("@Holders")}
            """;
        return await connection.QueryAsync<Row>(new CommandDefinition(sql, new { Holders = Dialect.ListValue(holders) }, transaction, cancellationToken: cancellation));
    }

    private async Task<AuditKey> MakeAsync(DbConnection connection, DbTransaction transaction, string holder, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO AuditKeys (Id, Holder, KeyProtected) VALUES (@Id, @Holder, @KeyProtected)
            """;
        var made = new AuditKey(Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(SealRules.KeySize));
        var values = new { made.Id, Holder = holder, KeyProtected = protection.Protect(ProtectedField.AuditKey, $"{made.Id}", Convert.ToBase64String(made.Key)) };
        await connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));
        return made;
    }

    private AuditKey Revealed(Row row) => new(row.Id, Convert.FromBase64String(protection.Reveal(ProtectedField.AuditKey, $"{row.Id}", row.KeyProtected)));

    private byte[]? TryReveal(Row row)
    {
        try
        {
            return Revealed(row).Key;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public string Holder { get; init; } = "";

        public byte[] KeyProtected { get; init; } = [];
    }

    private sealed record Marked
    {
        public Guid Id { get; init; }

        public byte[] Mark { get; init; } = [];
    }
}
