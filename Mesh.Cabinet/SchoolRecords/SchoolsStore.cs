using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.SchoolRecords;

/// <summary>Some organisations with all their ancestors, read in one query, so that a new import is seen at once.</summary>
internal sealed class Schools
{
    /// <summary>No tree of schools is deeper; the bound only ends a walk through damaged data.</summary>
    public const int MaxDepth = 32;

    private const string TopType = "state";
    private const string DistrictType = "district";
    private const string Moscow = "Москва";
    private readonly Dictionary<string, Row> rows = new(StringComparer.Ordinal);

    public static async Task<Schools> ReadAsync(CabinetDatabase database, DbConnection connection, IEnumerable<string> ids, CancellationToken cancellation)
    {
        // The depth ends a walk through damaged data that bites its own tail.
        var sql = $"""
            WITH Line (Id, Name, Type, ParentId, IsPrivate, TeamsDomain, Depth) AS (
                SELECT Id, Name, Type, ParentId, IsPrivate, TeamsDomain, 1 FROM Organisations WHERE Id IN {database.List("@Ids")}
                UNION ALL
                SELECT parent.Id, parent.Name, parent.Type, parent.ParentId, parent.IsPrivate, parent.TeamsDomain, Line.Depth + 1
                FROM Organisations parent JOIN Line ON parent.Id = Line.ParentId
                WHERE Line.Depth < @MaxDepth
            )
            SELECT DISTINCT Id, Name, Type, ParentId, IsPrivate, TeamsDomain FROM Line
            """;
        var schools = new Schools();
        foreach (var batch in ids.Distinct(StringComparer.Ordinal).Chunk(CabinetDatabase.MaxListLength))
        {
            foreach (var row in await connection.QueryAsync<Row>(new CommandDefinition(sql, new { Ids = Dialect.ListValue(batch), MaxDepth }, cancellationToken: cancellation)))
                schools.rows[row.Id] = row;
        }

        return schools;
    }

    /// <summary>Whether the top of a tree is the city's (D15).</summary>
    public static bool IsMoscow(string topType, string topName, string? topParentId) =>
        topType == TopType && topName == Moscow && topParentId is null;

    public bool Has(string id) => rows.ContainsKey(id);

    public School Get(string id)
    {
        var line = Line(id).Take(MaxDepth).ToList();
        var top = line[^1];
        return new School
        {
            Id = id,
            Name = line[0].Name,
            District = line.Find(row => row.Type == DistrictType)?.Name,
            Within = [.. line.Select(row => row.Id)],
            IsPrivate = line.Exists(row => row.IsPrivate),
            IsMoscow = IsMoscow(top.Type, top.Name, top.ParentId),
            TeamsDomain = line.Find(row => row.TeamsDomain is not null)?.TeamsDomain,
        };
    }

    private IEnumerable<Row> Line(string id)
    {
        for (var at = id; at is not null && rows.TryGetValue(at, out var row); at = row.ParentId)
            yield return row;
    }

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required string Type { get; init; }

        public string? ParentId { get; init; }

        public bool IsPrivate { get; init; }

        public string? TeamsDomain { get; init; }
    }
}
