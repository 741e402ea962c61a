using Dapper;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Desk.Audit;

/// <summary>Searches the audit trail for operators. Whose entries these are stands in every statement; that somebody searched is an entry itself.</summary>
internal sealed class TrailSearchStore(CabinetDatabase database, TimeProvider time)
{
    public const string Searched = "audit-searched";

    public const string Exported = "audit-exported";

    /// <summary>How far a list is counted: nobody turns that many pages.</summary>
    public const int MostCounted = 10_000;

    /// <summary>Entries of one export.</summary>
    public const int MostExported = 10_000;

    // An entry is an operator's by the record of whom it tells, or by the record to which its account is tied.
    private string Yours => $"""
        (@IsCity = @True OR EXISTS (SELECT 1 FROM Posts p WHERE p.PersonId = t.PersonId AND p.WithdrawnAt IS NULL AND p.OrganisationId IN {database.List("@Schools")})
            OR (t.PersonId IS NULL AND EXISTS (SELECT 1 FROM Ties x JOIN Posts p ON p.PersonId = x.PersonId
                WHERE x.Provider = t.Provider AND x.Subject = t.Subject AND p.WithdrawnAt IS NULL AND p.OrganisationId IN {database.List("@Schools")})))
        """;

    private string Matches => $"""
        (@Event IS NULL OR t.Event = @Event) AND (@From IS NULL OR t.At >= @From) AND (@To IS NULL OR t.At < @To)
        AND (@OfAll = @True OR t.PersonId IN {database.List("@People")} OR (t.PersonId IS NULL AND EXISTS (SELECT 1 FROM Ties y WHERE y.PersonId IN {database.List("@People")} AND y.Provider = t.Provider AND y.Subject = t.Subject)))
        AND (@ByAll = @True OR t.ByPersonId IN {database.List("@Hands")})
        """;

    public async Task<TrailPart> ListAsync(CaseOperator by, TrailFilter filter, int skip, int take, CancellationToken cancellation)
    {
        // A page of the same search is no other one.
        if (skip == 0)
            await RecordAsync(by, filter, Searched, cancellation);
        var list = $"""
            SELECT Number, At, Event, PersonId, Provider, Subject, ByPersonId, Detail, Device FROM AuditTrail t WHERE {Yours} AND {Matches}
            ORDER BY Number DESC
            {database.Page("@Skip", "@Take")}
            """;
        var count = $"""
            SELECT COUNT(*) FROM (SELECT {database.Top("@Most")} Number FROM AuditTrail t WHERE {Yours} AND {Matches} {database.Limit("@Most")}) found
            """;
        var values = Values(by, filter, new { Skip = skip, Take = take, Most = MostCounted });
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<TrailRow>(new CommandDefinition(database.Anew(list), values, cancellationToken: cancellation));
        var total = await connection.ExecuteScalarAsync<int>(new CommandDefinition(database.Anew(count), values, cancellationToken: cancellation));
        return new TrailPart([.. rows], total);
    }

    /// <summary>All that is found, the first ones first; on record before it is given.</summary>
    public async Task<IReadOnlyList<TrailRow>> ExportAsync(CaseOperator by, TrailFilter filter, CancellationToken cancellation)
    {
        await RecordAsync(by, filter, Exported, cancellation);
        var sql = $"""
            SELECT {database.Top("@Most")} Number, At, Event, PersonId, Provider, Subject, ByPersonId, Detail, Device FROM AuditTrail t WHERE {Yours} AND {Matches}
            ORDER BY Number
            {database.Limit("@Most")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<TrailRow>(new CommandDefinition(database.Anew(sql), Values(by, filter, new { Most = MostExported }), cancellationToken: cancellation))];
    }

    private async Task RecordAsync(CaseOperator by, TrailFilter filter, string happened, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // A search for one person stands in that person's trail; any other names nobody but the operator.
        foreach (var personId in filter.People is { Count: > 0 and <= 3 } few ? few : [null!])
        {
            var entry = new AuditEntry(happened) { PersonId = personId, ByPersonId = by.PersonId ?? AuditEntry.BySupport, Detail = filter.Words };
            await AuditTrail.WriteAsync(connection, transaction, entry, time.GetUtcNow(), cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    private static DynamicParameters Values(CaseOperator by, TrailFilter filter, object more)
    {
        var values = new DynamicParameters(more);
        values.AddDynamicParams(new
        {
            by.IsCity,
            Schools = Dialect.ListValue(by.Schools),
            True = true,
            filter.Event,
            filter.From,
            filter.To,
            OfAll = filter.People is null,
            People = Dialect.ListValue(filter.People ?? []),
            ByAll = filter.Hands is null,
            Hands = Dialect.ListValue(filter.Hands ?? []),
        });
        return values;
    }
}
