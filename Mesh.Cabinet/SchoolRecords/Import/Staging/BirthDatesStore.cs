using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Import.Rows;

namespace Mesh.Cabinet.SchoolRecords.Import.Staging;

/// <summary>Gives people the birth dates that demographics.csv was read for; a refused row of it leaves the earlier date.</summary>
internal sealed class BirthDatesStore(CabinetDatabase database)
{
    public async Task FillAsync(IReadOnlyList<ImportedRow> people, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT s.Id, CASE WHEN s.IsRefused = 1 THEN k.BirthDate ELSE s.BirthDate END AS BirthDate
            FROM StagedBirthDates s LEFT JOIN People k ON k.Id = s.Id
            WHERE s.Id IN {database.List("@Ids")}
            ORDER BY s.IsRefused DESC
            """;
        await using var connection = await database.OpenForBulkAsync(cancellation);
        var dates = new Dictionary<string, DateOnly?>(StringComparer.Ordinal);
        foreach (var row in await connection.QueryAsync<DatedPerson>(new CommandDefinition(sql, new { Ids = Dialect.ListValue(ids) }, cancellationToken: cancellation)))
            dates[row.Id] = row.BirthDate;

        foreach (var row in people)
        {
            if (row.Content is PersonRow person)
                person.BirthDate = dates.GetValueOrDefault(row.Id!);
        }
    }

    private sealed record DatedPerson
    {
        public required string Id { get; init; }

        public DateOnly? BirthDate { get; init; }
    }
}
