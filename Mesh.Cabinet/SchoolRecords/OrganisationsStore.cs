using Dapper;
using Mesh.Cabinet.Database;
using Microsoft.Extensions.Caching.Memory;

namespace Mesh.Cabinet.SchoolRecords;

/// <summary>Schools and what stands above them, for whoever works for several.</summary>
public interface IOrganisations
{
    /// <summary>Null if there never was one.</summary>
    Task<School?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>Ids of an organisation and of all below it; as it was within the last twenty seconds.</summary>
    Task<IReadOnlyList<string>> BelowAsync(string id, CancellationToken cancellation);

    /// <summary>Schools, by name.</summary>
    /// <param name="ids">Only of these; null for all.</param>
    Task<IReadOnlyList<NamedSchool>> SchoolsAsync(IReadOnlyList<string>? ids, CancellationToken cancellation);

    /// <summary>Names by id; an id that there never was is left out.</summary>
    Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyList<string> ids, CancellationToken cancellation);
}

/// <inheritdoc cref="IOrganisations"/>
internal sealed class OrganisationsStore(CabinetDatabase database) : IOrganisations, IDisposable
{
    private static readonly MemoryCacheEntryOptions Entry = new() { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(20) };

    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = 1_000 });

    public async Task<School?> FindAsync(string id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var schools = await Schools.ReadAsync(database, connection, [id], cancellation);
        return schools.Has(id) ? schools.Get(id) : null;
    }

    public async Task<IReadOnlyList<string>> BelowAsync(string id, CancellationToken cancellation)
    {
        if (known.TryGetValue(id, out IReadOnlyList<string>? remembered))
            return remembered!;

        // The depth ends a walk through damaged data that bites its own tail.
        const string sql = """
            WITH Tree (Id, Depth) AS (
                SELECT Id, 1 FROM Organisations WHERE Id = @Id AND WithdrawnAt IS NULL
                UNION ALL
                SELECT child.Id, Tree.Depth + 1 FROM Organisations child JOIN Tree ON child.ParentId = Tree.Id
                WHERE Tree.Depth < @MaxDepth AND child.WithdrawnAt IS NULL
            )
            SELECT DISTINCT Id FROM Tree
            """;
        await using var connection = await database.OpenAsync(cancellation);
        IReadOnlyList<string> below = [.. await connection.QueryAsync<string>(new CommandDefinition(sql, new { Id = id, Schools.MaxDepth }, cancellationToken: cancellation))];
        return known.Set(id, below, Entry);
    }

    public async Task<IReadOnlyList<NamedSchool>> SchoolsAsync(IReadOnlyList<string>? ids, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT Id, Name FROM Organisations WHERE Type = 'school' AND WithdrawnAt IS NULL AND (@IsAll = @True OR Id IN {database.List("@Ids")})
            """;
        var values = new { IsAll = ids is null, True = true, Ids = Dialect.ListValue(ids ?? []) };
        await using var connection = await database.OpenAsync(cancellation);
        return [.. (await connection.QueryAsync<NamedSchool>(new CommandDefinition(sql, values, cancellationToken: cancellation))).OrderBy(school => school.Name, StringComparer.CurrentCulture)];
    }

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT Id, Name FROM Organisations WHERE Id IN {database.List("@Ids")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Named>(new CommandDefinition(sql, new { Ids = Dialect.ListValue(ids.Distinct(StringComparer.Ordinal)) }, cancellationToken: cancellation));
        return rows.ToDictionary(row => row.Id, row => row.Name, StringComparer.Ordinal);
    }

    public void Dispose() => known.Dispose();

    private sealed record Named
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";
    }
}
