using Dapper;
using Mesh.Cabinet.Database;
using Microsoft.Extensions.Caching.Memory;

namespace Mesh.Cabinet.SchoolRecords;

/// <summary>All schools and districts by name, for whoever has no record and names theirs.</summary>
public interface ISchoolNames
{
    /// <summary>As they were within the last five minutes.</summary>
    Task<IReadOnlyList<ListedSchool>> AllAsync(CancellationToken cancellation);
}

/// <inheritdoc cref="ISchoolNames"/>
internal sealed class SchoolNamesStore(CabinetDatabase database) : ISchoolNames, IDisposable
{
    // Strangers look for schools: that costs the database a statement in five minutes.
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    private readonly MemoryCache known = new(new MemoryCacheOptions());

    public async Task<IReadOnlyList<ListedSchool>> AllAsync(CancellationToken cancellation)
    {
        if (known.TryGetValue(nameof(AllAsync), out IReadOnlyList<ListedSchool>? remembered))
            return remembered!;

        const string sql = """
            SELECT o.Id, o.Name, CASE WHEN above.Type NOT IN ('state', 'national') THEN above.Name END AS AboveName
            FROM Organisations o LEFT JOIN Organisations above ON above.Id = o.ParentId
            WHERE o.WithdrawnAt IS NULL AND o.Type NOT IN ('state', 'national', 'department')
            """;
        await using var connection = await database.OpenAsync(cancellation);
        IReadOnlyList<ListedSchool> all = [.. (await connection.QueryAsync<Row>(new CommandDefinition(sql, cancellationToken: cancellation))).Select(row => new ListedSchool(row.Id, row.Name, row.AboveName))];
        return known.Set(nameof(AllAsync), all, KeptFor);
    }

    public void Dispose() => known.Dispose();

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string? AboveName { get; init; }
    }
}
