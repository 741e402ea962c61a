using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.SchoolRecords;

/// <summary>Some organisations with all their ancestors, read level by level, so that a new import is seen at once.</summary>
internal sealed class Schools
{
    /// <summary>No tree of schools is deeper; the bound only ends a walk through damaged data.</summary>
    private const int MaxDepth = 32;

    private const string TopType = "state";
    private const string Moscow = "Москва";
    private readonly Dictionary<string, Row> rows = new(StringComparer.Ordinal);

    public static async Task<Schools> ReadAsync(DbConnection connection, IEnumerable<string> ids, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, Name, Type, ParentId, IsPrivate, TeamsDomain FROM Organisations WHERE Id IN @Ids
            """;
        var schools = new Schools();
        var wanted = ids.Distinct(StringComparer.Ordinal).ToList();
        while (wanted.Count > 0)
        {
            var parents = new HashSet<string>(StringComparer.Ordinal);
            foreach (var batch in wanted.Chunk(CabinetDatabase.MaxListLength))
            {
                foreach (var row in await connection.QueryAsync<Row>(new CommandDefinition(sql, new { Ids = batch }, cancellationToken: cancellation)))
                {
                    schools.rows[row.Id] = row;
                    if (row.ParentId is not null)
                        parents.Add(row.ParentId);
                }
            }

            wanted = [.. parents.Where(id => !schools.rows.ContainsKey(id))];
        }

        return schools;
    }

    public School Get(string id)
    {
        var line = Line(id).Take(MaxDepth).ToList();
        var top = line[^1];
        return new School
        {
            Id = id,
            Name = line[0].Name,
            Within = [.. line.Select(row => row.Id)],
            IsPrivate = line.Exists(row => row.IsPrivate),
            IsMoscow = top is { Type: TopType, Name: Moscow, ParentId: null },
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
