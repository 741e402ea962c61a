using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.History;

/// <summary>Reads the audit trail for the person it tells of, by their record and by their account.</summary>
internal sealed class HistoryStore(CabinetDatabase database)
{
    /// <summary>Entries of these events, the newest first.</summary>
    /// <param name="personIds">The record, and those that were the person's before; empty while the account has none.</param>
    /// <param name="before">Only what is older than this entry; null for the newest.</param>
    public async Task<IReadOnlyList<HistoryEntry>> ListAsync(
        CityProfile profile, IReadOnlyList<string> personIds, IEnumerable<string> events, HistoryPlace? before, int most, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} Number, At, Event, Detail, ByPersonId, Device FROM (
            SELECT Number, At, Event, Detail, ByPersonId, Device FROM AuditTrail
            WHERE PersonId IN {database.List("@PersonIds")} AND Event IN {database.List("@Events")} AND Number < @Before
            UNION
            SELECT Number, At, Event, Detail, ByPersonId, Device FROM AuditTrail
            WHERE Provider = @Provider AND Subject = @Subject AND Event IN {database.List("@Events")} AND Number < @Before
            ) entries
            ORDER BY Number DESC
            {database.Limit("@Most")}
            """;
        var values = new
        {
            PersonIds = Dialect.ListValue(personIds), profile.Provider, profile.Subject, Events = Dialect.ListValue(events), Before = before?.Number ?? long.MaxValue, Most = most,
        };
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<HistoryEntry>(new CommandDefinition(sql, values, cancellationToken: cancellation))];
    }
}

/// <summary>One entry as its person is shown it.</summary>
internal sealed record HistoryEntry
{
    /// <summary>Its place in the order of all that happened.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Event { get; init; }

    public string? Detail { get; init; }

    public string? ByPersonId { get; init; }

    public string? Device { get; init; }

    public HistoryPlace Place => new(Number);
}
