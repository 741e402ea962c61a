using Dapper;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Desk.Numbers;

/// <summary>
/// Numbers for operators, from tables that are kept up. Whose schools these are stands in every statement; what is of no school is the city's.
/// </summary>
internal sealed class DeskNumbersStore(CabinetDatabase database, TimeProvider time)
{
    /// <summary>Imports of which the numbers are shown.</summary>
    public const int LastImports = 10;

    private string Yours => $"(@IsCity = @True OR c.SchoolId IN {database.List("@Schools")}) AND (@SchoolId IS NULL OR c.SchoolId = @SchoolId)";

    /// <summary>Schools with people who activate, by name.</summary>
    public async Task<IReadOnlyList<NamedSchool>> SchoolsAsync(CaseOperator by, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT o.Id, o.Name FROM Organisations o WHERE EXISTS (SELECT 1 FROM PeopleCounts c WHERE c.SchoolId = o.Id AND {Yours})
            """;
        return [.. (await QueryAsync<NamedSchool>(by, null, sql, new { }, cancellation)).OrderBy(school => school.Name, StringComparer.CurrentCulture)];
    }

    public Task<IReadOnlyList<PeopleCount>> ByRoleAsync(CaseOperator by, string? schoolId, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT c.Role AS Name, SUM(c.Total) AS Total, SUM(c.Activated) AS Activated FROM PeopleCounts c WHERE {Yours} GROUP BY c.Role ORDER BY c.Role
            """;
        return QueryAsync<PeopleCount>(by, schoolId, sql, new { }, cancellation);
    }

    public Task<IReadOnlyList<PeopleCount>> ByGradeAsync(CaseOperator by, string? schoolId, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT c.Grades AS Name, SUM(c.Total) AS Total, SUM(c.Activated) AS Activated FROM PeopleCounts c WHERE c.Role = 'student' AND {Yours} GROUP BY c.Grades
            """;
        return QueryAsync<PeopleCount>(by, schoolId, sql, new { }, cancellation);
    }

    public async Task<IReadOnlyList<PeopleCount>> BySchoolAsync(CaseOperator by, string? schoolId, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT c.SchoolId, o.Name, SUM(c.Total) AS Total, SUM(c.Activated) AS Activated
            FROM PeopleCounts c LEFT JOIN Organisations o ON o.Id = c.SchoolId
            WHERE {Yours} GROUP BY c.SchoolId, o.Name
            """;
        return [.. (await QueryAsync<PeopleCount>(by, schoolId, sql, new { }, cancellation)).Select(one => one.Name.Length > 0 ? one : one with { Name = one.SchoolId })];
    }

    public Task<IReadOnlyList<RefusalCount>> RefusalsAsync(CaseOperator by, string? schoolId, DateOnly from, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT c.Day, c.Field, c.Reason, SUM(c.Total) AS Total FROM RefusalCounts c WHERE c.Day >= @From AND {Yours} GROUP BY c.Day, c.Field, c.Reason
            """;
        return QueryAsync<RefusalCount>(by, schoolId, sql, new { From = from }, cancellation);
    }

    /// <summary>How long cases that are not done have been open.</summary>
    public async Task<CaseAges> AgesAsync(CaseOperator by, string? schoolId, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT COUNT(CASE WHEN c.OpenedAt > @DayAgo THEN 1 END) AS Day, COUNT(CASE WHEN c.OpenedAt <= @DayAgo AND c.OpenedAt > @ThreeAgo THEN 1 END) AS ThreeDays,
                COUNT(CASE WHEN c.OpenedAt <= @ThreeAgo AND c.OpenedAt > @WeekAgo THEN 1 END) AS Week, COUNT(CASE WHEN c.OpenedAt <= @WeekAgo THEN 1 END) AS Longer
            FROM SupportCases c WHERE c.ClosedAt IS NULL AND {Yours}
            """;
        var now = time.GetUtcNow();
        return (await QueryAsync<CaseAges>(by, schoolId, sql, new { DayAgo = now.AddDays(-1), ThreeAgo = now.AddDays(-3), WeekAgo = now.AddDays(-7) }, cancellation))[0];
    }

    /// <summary>Cases that were opened in a time, and how soon they were answered.</summary>
    public async Task<CaseAnswers> AnswersAsync(CaseOperator by, string? schoolId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT COUNT(*) AS Opened, COUNT(CASE WHEN c.AnsweredInDay = @True THEN 1 END) AS InDay, COUNT(CASE WHEN c.AnsweredInDay = @False THEN 1 END) AS Later
            FROM SupportCases c WHERE c.OpenedAt >= @From AND c.OpenedAt < @To AND {Yours}
            """;
        return (await QueryAsync<CaseAnswers>(by, schoolId, sql, new { From = from, To = to, False = false }, cancellation))[0];
    }

    /// <summary>Accounts that wait to be made equal to the records in the directory, and since when the first of them does.</summary>
    public async Task<DirectoryLag> LagAsync(CaseOperator by, string? schoolId, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT COUNT(*) AS Waiting, MIN(a.DueAt) AS Since FROM Activations a
            WHERE a.DueAt > @UnderWay AND a.DueAt <= @Now
                AND (@IsCity = @True AND @SchoolId IS NULL OR EXISTS (
                    SELECT 1 FROM Posts p WHERE p.PersonId = a.PersonId AND p.WithdrawnAt IS NULL
                        AND (@IsCity = @True OR p.OrganisationId IN {database.List("@Schools")}) AND (@SchoolId IS NULL OR p.OrganisationId = @SchoolId)))
            """;
        return (await QueryAsync<DirectoryLag>(by, schoolId, sql, new { ActivationRow.UnderWay, Now = time.GetUtcNow() }, cancellation))[0];
    }

    /// <summary>What the last imports changed, the newest first. They are of the whole city, and nobody else's.</summary>
    public Task<IReadOnlyList<ImportNumbers>> ImportsAsync(CaseOperator by, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} FinishedAt, Added, Changed, Withdrawn, Refused FROM Imports WHERE FinishedAt IS NOT NULL AND @IsCity = @True ORDER BY FinishedAt DESC {database.Limit("@Most")}
            """;
        return QueryAsync<ImportNumbers>(by, null, sql, new { Most = LastImports }, cancellation);
    }

    private async Task<IReadOnlyList<T>> QueryAsync<T>(CaseOperator by, string? schoolId, string sql, object more, CancellationToken cancellation)
    {
        var values = new DynamicParameters(more);
        values.AddDynamicParams(new { by.IsCity, Schools = Dialect.ListValue(by.Schools), SchoolId = schoolId, True = true });
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(sql, values, cancellationToken: cancellation))];
    }
}
