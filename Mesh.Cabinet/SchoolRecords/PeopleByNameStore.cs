using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.SchoolRecords;

/// <summary>People by name, for whoever works for their schools.</summary>
public interface IPeopleByName
{
    /// <summary>Ids of people whose surname begins so, or whose name does after the surname; in the order of names.</summary>
    /// <param name="schools">Only people with a post there; null for all.</param>
    Task<IReadOnlyList<string>> FindAsync(string typed, IReadOnlyList<string>? schools, int most, CancellationToken cancellation);
}

/// <inheritdoc cref="IPeopleByName"/>
internal sealed class PeopleByNameStore(CabinetDatabase database) : IPeopleByName
{
    /// <summary>As much of a name as a post carries.</summary>
    private const int MaxBeginning = 400;

    // Behind every letter: what lies between the beginning and it is found by the order of the index.
    private const char Last = '\uFFFD';

    public async Task<IReadOnlyList<string>> FindAsync(string typed, IReadOnlyList<string>? schools, int most, CancellationToken cancellation)
    {
        var beginning = string.Join('|', typed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(PersonName.Fold));
        if (beginning.Length == 0)
            return [];
        if (beginning.Length > MaxBeginning)
            beginning = beginning[..MaxBeginning];

        var ofCity = $"""
            SELECT {database.Top("@Most")} Id FROM People
            WHERE FoldedName >= @Beginning AND FoldedName < @End
            ORDER BY FoldedName, Id
            {database.Limit("@Most")}
            """;
        // Somebody may have two posts at a school. Its people lie beside each other by name, however large the city is.
        var ofSchools = $"""
            SELECT DISTINCT {database.Top("@Most")} FoldedName, PersonId AS Id FROM Posts
            WHERE OrganisationId IN {database.List("@Schools")} AND FoldedName >= @Beginning AND FoldedName < @End
            ORDER BY FoldedName, Id
            {database.Limit("@Most")}
            """;
        var values = new { Beginning = beginning, End = beginning + Last, Schools = Dialect.ListValue(schools ?? []), Most = most };
        await using var connection = await database.OpenAsync(cancellation);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(schools is null ? ofCity : ofSchools, values, cancellationToken: cancellation))).Select(row => row.Id)];
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";
    }
}
