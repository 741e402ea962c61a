using System.Data.Common;
using System.Globalization;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Audit;

/// <summary>A place of the chain, with the entry that it seals as it stands now.</summary>
/// <param name="Entry">Null where there is none, or it is such as was never written here.</param>
/// <param name="Seal">Null where the row of the chain is such.</param>
/// <param name="IsThere">Whether the trail has a row of that number.</param>
internal sealed record SealedEntry(long Sequence, long EntryNumber, AuditSeal? Seal, TrailEntry? Entry, bool IsThere);

/// <summary>An entry that no seal stands over.</summary>
internal sealed record UnsealedEntry(long Number, DateTimeOffset? At);

/// <summary>Reads the chain place by place. Whoever changed a row may have written there anything: what has no sense is no entry, and no failure.</summary>
internal sealed class SealedEntriesStore(CabinetDatabase database)
{
    private const int Columns = 9;

    public async Task<IReadOnlyList<SealedEntry>> ListAsync(long after, int most, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} s.Sequence, s.EntryNumber, s.RecordKey, s.RecordBinding, s.AccountKey, s.AccountBinding, s.ByKey, s.ByBinding, s.Seal,
                t.Number, t.At, t.PersonId, t.Provider, t.Subject, t.Event, t.Detail, t.ByPersonId, t.Device
            FROM AuditSeals s LEFT JOIN AuditTrail t ON t.Number = s.EntryNumber
            WHERE s.Sequence > @After
            ORDER BY s.Sequence
            {database.Limit("@Most")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, new { After = after, Most = most }, cancellationToken: cancellation));
        var found = new List<SealedEntry>();
        while (await reader.ReadAsync(cancellation))
            found.Add(Read(reader));
        return found;
    }

    /// <summary>Entries without a seal, the first ones first.</summary>
    public async Task<IReadOnlyList<UnsealedEntry>> UnsealedAsync(long after, int most, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} Number, At FROM AuditTrail
            WHERE Number > @After AND NOT EXISTS (SELECT 1 FROM AuditSeals WHERE EntryNumber = Number)
            ORDER BY Number
            {database.Limit("@Most")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, new { After = after, Most = most }, cancellationToken: cancellation));
        var found = new List<UnsealedEntry>();
        while (await reader.ReadAsync(cancellation))
            found.Add(new UnsealedEntry(reader.GetInt64(0), Moment(reader.GetValue(1))));
        return found;
    }

    private static SealedEntry Read(DbDataReader reader)
    {
        var (sequence, number) = (reader.GetInt64(0), reader.GetInt64(1));
        var isThere = !reader.IsDBNull(Columns);
        try
        {
            var bonds = new EntryBonds(BondAt(reader, 2), BondAt(reader, 4), BondAt(reader, 6));
            var seal = new AuditSeal(sequence, number, bonds, (byte[])reader.GetValue(8));
            return new SealedEntry(sequence, number, seal, isThere ? EntryAt(reader) : null, isThere);
        }
        catch (Exception failure) when (failure is InvalidCastException or FormatException)
        {
            return new SealedEntry(sequence, number, null, null, isThere);
        }
    }

    private static Bond? BondAt(DbDataReader reader, int column) => (reader.IsDBNull(column), reader.IsDBNull(column + 1)) switch
    {
        (true, true) => null,
        (false, false) => new Bond(reader.GetValue(column) is Guid id ? id : Guid.Parse((string)reader.GetValue(column), CultureInfo.InvariantCulture), (byte[])reader.GetValue(column + 1)),
        _ => throw new FormatException("Half a bond is none."),
    };

    private static TrailEntry? EntryAt(DbDataReader reader)
    {
        string? Text(int column) => reader.IsDBNull(Columns + column) ? null : (string)reader.GetValue(Columns + column);
        return Moment(reader.GetValue(Columns + 1)) is { } at
            ? new TrailEntry(reader.GetInt64(Columns), at, Text(2), Text(3), Text(4), Text(5)!, Text(6), Text(7), Text(8))
            : null;
    }

    private static DateTimeOffset? Moment(object value) => value switch
    {
        DateTimeOffset moment => moment,
        string text => SqlTypes.TryRead(text),
        _ => null,
    };
}
