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
    private const int Few = 3;

    // Behind every letter: what lies between the beginning and it is found by the order of the index.
    private const char Last = '\uFFFD';

    public async Task<IReadOnlyList<string>> FindAsync(string typed, IReadOnlyList<string>? schools, int most, CancellationToken cancellation)
    {
        var beginning = string.Join('|', typed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(PersonName.Fold));
        if (beginning.Length == 0)
            return [];

        var sql = $"""
            SELECT {database.Top("@Most")} Id FROM People
            WHERE FoldedName >= @Beginning AND FoldedName < @End
            AND (@IsCity = @True OR EXISTS (SELECT 1 FROM Posts WHERE PersonId = People.Id AND OrganisationId IN {database.List("@Schools")}))
            ORDER BY FoldedName, Id
            {database.Limit("@Most")}
            """;
        // A common name has thousands of people in a city, and a school has a thousand or two: there the school is the shorter way.
        var ofFew = $"""
            SELECT {database.Top("@Most")} k.Id FROM (SELECT DISTINCT PersonId FROM Posts WHERE OrganisationId IN {database.List("@Schools")}) p CROSS JOIN People k
            WHERE k.Id = p.PersonId AND k.FoldedName >= @Beginning AND k.FoldedName < @End
            ORDER BY k.FoldedName, k.Id
            {database.Limit("@Most")}
            """;
        var values = new { Beginning = beginning, End = beginning + Last, IsCity = schools is null, True = true, Schools = Dialect.ListValue(schools ?? []), Most = most };
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(schools is { Count: <= Few } ? ofFew : sql, values, cancellationToken: cancellation))];
    }
}
