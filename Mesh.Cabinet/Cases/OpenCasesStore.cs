using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Cases;

/// <summary>Which of these people wait for an answer.</summary>
public interface ICasesOfPeople
{
    /// <summary>The kind of the latest open case of each; who has none is left out.</summary>
    Task<IReadOnlyDictionary<string, SupportCaseKind>> OpenOfAsync(IReadOnlyList<string> personIds, CancellationToken cancellation);

    /// <summary>The numbers of the open cases of each; who has none is left out.</summary>
    Task<ILookup<string, long>> NumbersOfAsync(IReadOnlyList<string> personIds, CancellationToken cancellation);
}

/// <summary>How many cases wait for an answer, and whose.</summary>
internal sealed class OpenCasesStore(CabinetDatabase database) : ICasesOfPeople
{
    public async Task<IReadOnlyDictionary<string, SupportCaseKind>> OpenOfAsync(IReadOnlyList<string> personIds, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT PersonId, Kind FROM SupportCases WHERE ClosedAt IS NULL AND PersonId IN {database.List("@Ids")} ORDER BY Number
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var kinds = new Dictionary<string, SupportCaseKind>(StringComparer.Ordinal);
        foreach (var row in await connection.QueryAsync<PersonRow>(new CommandDefinition(sql, new { Ids = Dialect.ListValue(personIds) }, cancellationToken: cancellation)))
            kinds[row.PersonId] = row.Kind;
        return kinds;
    }

    public async Task<ILookup<string, long>> NumbersOfAsync(IReadOnlyList<string> personIds, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT PersonId, Number FROM SupportCases WHERE ClosedAt IS NULL AND PersonId IN {database.List("@Ids")} ORDER BY Number
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<NumberRow>(new CommandDefinition(sql, new { Ids = Dialect.ListValue(personIds) }, cancellationToken: cancellation));
        return rows.ToLookup(row => row.PersonId, row => row.Number, StringComparer.Ordinal);
    }

    /// <returns>Kinds of which none is open are left out.</returns>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT Kind, SUM(Total) AS Waiting FROM CaseCounts WHERE State <> 'Done' GROUP BY Kind HAVING SUM(Total) > 0
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var kinds = await connection.QueryAsync<Row>(new CommandDefinition(sql, cancellationToken: cancellation));
        return kinds.ToDictionary(row => row.Kind, row => row.Waiting, StringComparer.Ordinal);
    }

    private sealed record PersonRow
    {
        public required string PersonId { get; init; }

        public required SupportCaseKind Kind { get; init; }
    }

    private sealed record NumberRow
    {
        public required string PersonId { get; init; }

        public required long Number { get; init; }
    }

    private sealed record Row
    {
        public string Kind { get; init; } = "";

        public long Waiting { get; init; }
    }
}
