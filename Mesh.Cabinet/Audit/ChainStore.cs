using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Audit;

/// <summary>The end of the chain as the database holds it, and the key that only this program reads.</summary>
internal abstract record HeldEnd
{
    private HeldEnd()
    {
    }

    public sealed record Held(byte[] Key, ChainEnd End) : HeldEnd;

    /// <summary>No chain was begun, or whoever took it away took its end along.</summary>
    public sealed record Nothing : HeldEnd;

    /// <summary>The key does not open, or the end bears another's mark.</summary>
    public sealed record Forged : HeldEnd;
}

/// <summary>Writes the chain on: a lot of entries, their seals and the new end in one transaction.</summary>
internal sealed class ChainStore(CabinetDatabase database, FieldProtection protection, AuditKeyStore keys)
{
    public const string Name = "audit-trail";

    /// <summary>How far behind the last sealed entry a late one is looked for: numbers are given before transactions end.</summary>
    private const long LateComers = 100_000;

    public async Task<HeldEnd> FindEndAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await FindEndAsync(connection, null, cancellation);
    }

    /// <summary>The key and the beginning in one row: whoever comes second finds the first one's.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO AuditChain (Name, KeyProtected, Sequence, Seal, CoveredUntil, Mark) VALUES (@Name, @KeyProtected, @Sequence, @Seal, @CoveredUntil, @Mark)
            """;
        var key = RandomNumberGenerator.GetBytes(SealRules.KeySize);
        var values = new
        {
            Name,
            KeyProtected = protection.Protect(ProtectedField.AuditKey, Name, Convert.ToBase64String(key)),
            ChainEnd.Beginning.Sequence, ChainEnd.Beginning.Seal, ChainEnd.Beginning.CoveredUntil,
            Mark = SealRules.MarkOfEnd(key, ChainEnd.Beginning),
        };
        await using var connection = await database.OpenAsync(cancellation);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            // Another node has begun it.
        }
    }

    /// <summary>Whether the last seal that stands is the one at which the chain ends, and no other follows.</summary>
    public async Task<bool> EndsAtAsync(ChainEnd end, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@One")} Sequence, Seal FROM AuditSeals ORDER BY Sequence DESC {database.Limit("@One")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var last = await connection.QuerySingleOrDefaultAsync<LastSeal>(new CommandDefinition(sql, new { One = 1 }, cancellationToken: cancellation));
        return (last?.Sequence ?? 0) == end.Sequence && (last is null || last.Seal.AsSpan().SequenceEqual(end.Seal));
    }

    /// <summary>Seals a lot of those entries that are older than a moment and have no seal.</summary>
    /// <returns>The new end; the old one where nothing is left to seal; null where another node was quicker.</returns>
    public async Task<ChainEnd?> SealAsync(byte[] key, ChainEnd end, DateTimeOffset before, int most, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            var entries = await UnsealedAsync(connection, transaction, end, before, most, cancellation);
            var own = await keys.FindOrMakeAsync(connection, transaction, entries.SelectMany(entry => entry.Holders.All), cancellation);
            var next = end;
            foreach (var entry in entries)
            {
                var seal = Sealed(key, next, entry, own);
                await InsertAsync(connection, transaction, seal, cancellation);
                next = next with { Sequence = seal.Sequence, Seal = seal.Seal };
            }

            if (entries.Count < most)
                next = next with { CoveredUntil = before };
            if (!await MoveEndAsync(connection, transaction, key, end, next, cancellation))
                return null;
            await transaction.CommitAsync(cancellation);
            return next;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return null;
        }
    }

    private static AuditSeal Sealed(byte[] key, ChainEnd end, TrailEntry entry, IReadOnlyDictionary<string, AuditKey> own)
    {
        Bond? Open(string? holder) => holder is null ? null : new Bond(own[holder].Id, []);
        var byId = entry.Holders.All.Select(holder => own[holder]).DistinctBy(one => one.Id).ToDictionary(one => one.Id, one => one.Key);
        var bonds = SealRules.Bind(entry, Open(entry.Holders.Record), Open(entry.Holders.Account), Open(entry.Holders.By), id => byId[id]);
        return new AuditSeal(end.Sequence + 1, entry.Number, bonds, SealRules.Seal(key, end.Seal, end.Sequence + 1, entry, bonds));
    }

    private async Task<IReadOnlyList<TrailEntry>> UnsealedAsync(
        DbConnection connection, DbTransaction transaction, ChainEnd end, DateTimeOffset before, int most, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} Number, At, PersonId, Provider, Subject, Event, Detail, ByPersonId, Device FROM AuditTrail
            WHERE At < @Before AND At >= @CoveredUntil AND Number > COALESCE((SELECT MAX(EntryNumber) FROM AuditSeals), 0) - @LateComers
                AND NOT EXISTS (SELECT 1 FROM AuditSeals WHERE EntryNumber = Number)
            ORDER BY Number
            {database.Limit("@Most")}
            """;
        var values = new { Most = most, Before = before, end.CoveredUntil, LateComers };
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));
        return [.. rows.Select(row => row.Entry)];
    }

    private static Task<int> InsertAsync(DbConnection connection, DbTransaction transaction, AuditSeal seal, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO AuditSeals (Sequence, EntryNumber, RecordKey, RecordBinding, AccountKey, AccountBinding, ByKey, ByBinding, Seal)
            VALUES (@Sequence, @EntryNumber, @RecordKey, @RecordBinding, @AccountKey, @AccountBinding, @ByKey, @ByBinding, @Seal)
            """;
        var (record, account, by) = (seal.Bonds.Record, seal.Bonds.Account, seal.Bonds.By);
        var values = new
        {
            seal.Sequence, seal.EntryNumber, RecordKey = record?.Key, RecordBinding = record?.Binding, AccountKey = account?.Key, AccountBinding = account?.Binding,
            ByKey = by?.Key, ByBinding = by?.Binding, seal.Seal,
        };
        return connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));
    }

    private static async Task<bool> MoveEndAsync(DbConnection connection, DbTransaction transaction, byte[] key, ChainEnd before, ChainEnd end, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE AuditChain SET Sequence = @Sequence, Seal = @Seal, CoveredUntil = @CoveredUntil, Mark = @Mark WHERE Name = @Name AND Sequence = @Before AND CoveredUntil <= @CoveredUntil
            """;
        var values = new { Name, end.Sequence, end.Seal, end.CoveredUntil, Mark = SealRules.MarkOfEnd(key, end), Before = before.Sequence };
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation)) == 1;
    }

    /// <inheritdoc cref="FindEndAsync(CancellationToken)"/>
    public async Task<HeldEnd> FindEndAsync(DbConnection connection, DbTransaction? transaction, CancellationToken cancellation)
    {
        const string sql = """
            SELECT KeyProtected, Sequence, Seal, CoveredUntil, Mark FROM AuditChain WHERE Name = @Name
            """;
        try
        {
            if (await connection.QuerySingleOrDefaultAsync<EndRow>(new CommandDefinition(sql, new { Name }, transaction, cancellationToken: cancellation)) is not { } row)
                return new HeldEnd.Nothing();
            var key = Convert.FromBase64String(protection.Reveal(ProtectedField.AuditKey, Name, row.KeyProtected));
            var end = new ChainEnd(row.Sequence, row.Seal, row.CoveredUntil);
            return CryptographicOperations.FixedTimeEquals(SealRules.MarkOfEnd(key, end), row.Mark) ? new HeldEnd.Held(key, end) : new HeldEnd.Forged();
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException or InvalidCastException or System.Data.DataException)
        {
            return new HeldEnd.Forged();
        }
    }

    private sealed record EndRow
    {
        public byte[] KeyProtected { get; init; } = [];

        public long Sequence { get; init; }

        public byte[] Seal { get; init; } = [];

        public DateTimeOffset CoveredUntil { get; init; }

        public byte[] Mark { get; init; } = [];
    }

    private sealed record LastSeal
    {
        public long Sequence { get; init; }

        public byte[] Seal { get; init; } = [];
    }

    private sealed record Row
    {
        public long Number { get; init; }

        public DateTimeOffset At { get; init; }

        public string? PersonId { get; init; }

        public string? Provider { get; init; }

        public string? Subject { get; init; }

        public string Event { get; init; } = "";

        public string? Detail { get; init; }

        public string? ByPersonId { get; init; }

        public string? Device { get; init; }

        public TrailEntry Entry => new(Number, At, PersonId, Provider, Subject, Event, Detail, ByPersonId, Device);
    }
}
