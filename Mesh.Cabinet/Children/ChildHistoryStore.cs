using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Children;

/// <summary>What adults did for a child, as the audit trail has it: every parent reads it (E26).</summary>
internal sealed class ChildHistoryStore(CabinetDatabase database)
{
    private const int MostShown = 50;

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<ChildEvent>> FindAsync(string childId, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} a.At, a.Event, a.Detail, a.ByPersonId, k.FamilyName, k.GivenName, k.MiddleName
            FROM AuditTrail a JOIN People k ON k.Id = a.ByPersonId
            WHERE a.PersonId = @ChildId AND a.Event IN ('child-account-created', 'child-password-set', 'child-consent-given')
            ORDER BY a.Number DESC
            {database.Limit("@Most")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, new { ChildId = childId, Most = MostShown }, cancellationToken: cancellation));
        return [.. rows.Select(row => new ChildEvent(row.At, row.Event, row.Detail, row.ByPersonId, new PersonName(row.FamilyName, row.GivenName, row.MiddleName)))];
    }

    private sealed record Row
    {
        public DateTimeOffset At { get; init; }

        public string Event { get; init; } = "";

        public string? Detail { get; init; }

        public string ByPersonId { get; init; } = "";

        public string FamilyName { get; init; } = "";

        public string GivenName { get; init; } = "";

        public string? MiddleName { get; init; }
    }
}

/// <summary>Something that an adult did for a child.</summary>
internal sealed record ChildEvent(DateTimeOffset At, string Event, string? Detail, string ByPersonId, PersonName By);
