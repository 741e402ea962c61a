using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Desk.Numbers;

/// <summary>
/// Keeps how many people of a school could have an account and how many have one, by role and class level: counted anew school by school when
/// the records change, and added to when somebody activates. Parents never activate (R17), and are not counted.
/// </summary>
internal sealed class PeopleCountsStore(CabinetDatabase database, TimeProvider time)
{
    /// <summary>Activations that are counted at once.</summary>
    public const int Lot = 100;

    private const string Role = "CASE WHEN p.Role = 'student' THEN 'student' ELSE 'staff' END";
    private const string Grades = "CASE WHEN p.Role = 'student' THEN COALESCE(k.Grades, '') ELSE '' END";
    private const string Current = "k.WithdrawnAt IS NULL AND p.WithdrawnAt IS NULL AND p.Role NOT IN ('parent', 'guardian', 'relative') AND (p.BeginDate IS NULL OR p.BeginDate <= @Today) AND (p.EndDate IS NULL OR p.EndDate >= @Today)";

    public async Task<IReadOnlyList<string>> OrganisationsAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id FROM Organisations UNION SELECT SchoolId FROM PeopleCounts
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(sql, cancellationToken: cancellation))];
    }

    /// <param name="hasAccounts">Whether its people activate at all (R19, D15).</param>
    public async Task RecountAsync(string schoolId, bool hasAccounts, DateOnly today, CancellationToken cancellation)
    {
        const string clear = """
            DELETE FROM PeopleCounts WHERE SchoolId = @SchoolId
            """;
        const string count = $"""
            INSERT INTO PeopleCounts (SchoolId, Role, Grades, Total, Activated)
            SELECT c.OrganisationId, c.Role, c.Grades, COUNT(*), COUNT(a.CountedAt)
            FROM (SELECT DISTINCT p.OrganisationId, {Role} AS Role, {Grades} AS Grades, p.PersonId FROM Posts p JOIN People k ON k.Id = p.PersonId WHERE p.OrganisationId = @SchoolId AND {Current}) c
            LEFT JOIN Activations a ON a.PersonId = c.PersonId
            GROUP BY c.OrganisationId, c.Role, c.Grades
            """;
        var values = new { SchoolId = schoolId, Today = today };
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(clear, values, transaction, cancellationToken: cancellation));
        if (hasAccounts)
            await connection.ExecuteAsync(new CommandDefinition(count, values, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Counts who has activated since, some at a time.</summary>
    /// <returns>How many that were.</returns>
    public async Task<int> CountActivatedAsync(DateOnly today, CancellationToken cancellation)
    {
        var next = $"""
            SELECT {database.Top("@Most")} PersonId FROM Activations WHERE CompletedAt IS NOT NULL AND CountedAt IS NULL {database.Limit("@Most")}
            """;
        var mark = $"""
            UPDATE Activations SET CountedAt = @Now WHERE CountedAt IS NULL AND PersonId IN {database.List("@Ids")}
            """;
        var add = $"""
            UPDATE PeopleCounts SET Activated = PeopleCounts.Activated + n.Added
            FROM (
                SELECT c.OrganisationId, c.Role, c.Grades, COUNT(*) AS Added
                FROM (SELECT DISTINCT p.OrganisationId, {Role} AS Role, {Grades} AS Grades, p.PersonId FROM Posts p JOIN People k ON k.Id = p.PersonId WHERE p.PersonId IN {database.List("@Ids")} AND {Current}) c
                GROUP BY c.OrganisationId, c.Role, c.Grades) n
            WHERE PeopleCounts.SchoolId = n.OrganisationId AND PeopleCounts.Role = n.Role AND PeopleCounts.Grades = n.Grades
            """;
        await using var connection = await database.OpenAsync(cancellation);
        string[] people = [.. await connection.QueryAsync<string>(new CommandDefinition(next, new { Most = Lot }, cancellationToken: cancellation))];
        if (people.Length == 0)
            return 0;

        var values = new { Ids = Dialect.ListValue(people), Now = time.GetUtcNow(), Today = today };
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Somebody else who takes itself for the keeper has counted some of them: the next round looks again.
        if (await connection.ExecuteAsync(new CommandDefinition(mark, values, transaction, cancellationToken: cancellation)) != people.Length)
            return 0;
        await connection.ExecuteAsync(new CommandDefinition(add, values, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return people.Length;
    }
}
