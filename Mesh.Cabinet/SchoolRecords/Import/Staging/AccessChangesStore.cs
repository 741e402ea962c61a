using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.SchoolRecords.Import.Staging;

/// <summary>Who would gain and who would lose a current post by the staged rows, school by school.</summary>
internal sealed class AccessChangesStore(CabinetDatabase database)
{
    // Only people of whom something changes are looked at. A person counts once a school, however many posts there are.
    private const string Changes = """
        WITH Touched AS (
            SELECT PersonId FROM StagedPosts WHERE Work IN ('add', 'change')
            UNION SELECT p.PersonId FROM StagedPosts s JOIN Posts p ON p.Id = s.Id WHERE s.Work IS NOT NULL
            UNION SELECT Id FROM StagedPeople WHERE Work IS NOT NULL
        ),
        Earlier AS (
            SELECT DISTINCT p.PersonId, p.OrganisationId
            FROM Touched t JOIN Posts p ON p.PersonId = t.PersonId JOIN People k ON k.Id = t.PersonId
            WHERE k.WithdrawnAt IS NULL AND p.WithdrawnAt IS NULL
                AND (p.BeginDate IS NULL OR p.BeginDate <= @Today) AND (p.EndDate IS NULL OR p.EndDate >= @Today)
        ),
        Staying AS (
            SELECT p.PersonId, p.OrganisationId
            FROM Touched t JOIN Posts p ON p.PersonId = t.PersonId
            WHERE p.WithdrawnAt IS NULL
                AND (p.BeginDate IS NULL OR p.BeginDate <= @Today) AND (p.EndDate IS NULL OR p.EndDate >= @Today)
                AND NOT EXISTS (SELECT 1 FROM StagedPosts s WHERE s.Id = p.Id AND s.Work IS NOT NULL)
            UNION SELECT s.PersonId, s.OrganisationId FROM StagedPosts s
            WHERE s.Work IN ('add', 'change')
                AND (s.BeginDate IS NULL OR s.BeginDate <= @Today) AND (s.EndDate IS NULL OR s.EndDate >= @Today)
        ),
        Later AS (
            SELECT n.PersonId, n.OrganisationId FROM Staying n
            WHERE NOT EXISTS (SELECT 1 FROM StagedPeople s WHERE s.Id = n.PersonId AND s.Work = 'withdraw')
                AND NOT EXISTS (
                    SELECT 1 FROM People k WHERE k.Id = n.PersonId AND k.WithdrawnAt IS NOT NULL
                        AND NOT EXISTS (SELECT 1 FROM StagedPeople s WHERE s.Id = k.Id AND s.Work = 'change'))
        ),
        Differences AS (
            SELECT n.OrganisationId, 1 AS Gains, 0 AS Loses FROM Later n
            WHERE NOT EXISTS (SELECT 1 FROM Earlier e WHERE e.PersonId = n.PersonId AND e.OrganisationId = n.OrganisationId)
            UNION ALL SELECT e.OrganisationId, 0, 1 FROM Earlier e
            WHERE NOT EXISTS (SELECT 1 FROM Later n WHERE n.PersonId = e.PersonId AND n.OrganisationId = e.OrganisationId)
        )
        SELECT COALESCE(MAX(s.Name), MAX(o.Name)) AS School, SUM(d.Gains) AS Gains, SUM(d.Loses) AS Loses
        FROM Differences d
            LEFT JOIN Organisations o ON o.Id = d.OrganisationId
            LEFT JOIN StagedOrganisations s ON s.Id = d.OrganisationId AND s.IsRefused = 0
        GROUP BY d.OrganisationId
        ORDER BY COALESCE(MAX(s.Name), MAX(o.Name))
        """;

    /// <summary>Schools at which anybody gains or loses, by name.</summary>
    /// <param name="today">A post counts while it is current on this day.</param>
    public async Task<IReadOnlyList<AccessChange>> FindAsync(DateOnly today, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<AccessChange>(new CommandDefinition(
            Changes, new { Today = today }, commandTimeout: 0, cancellationToken: cancellation))];
    }
}
