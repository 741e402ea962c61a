using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.SchoolRecords;

/// <summary>
/// The right over a child, looked at inside somebody else's transaction, so that nothing is written without it: one of repeatable reads, or the
/// right could go between the look and the end.
/// </summary>
public interface IFamilyRights
{
    Task<FamilyRight> FindAsync(DbConnection connection, DbTransaction? transaction, string adultId, string childId, DateOnly today, CancellationToken cancellation);
}

/// <summary>Reads ties, posts and classes; each look-up goes by an index.</summary>
internal sealed class FamiliesStore(CabinetDatabase database, ISchoolRecords records) : IFamilies, IFamilyRights
{
    public async Task<IReadOnlyList<FamilyChild>> ChildrenOfAsync(string adultId, DateOnly today, CancellationToken cancellation)
    {
        Dictionary<string, FamilyRight> rights;
        await using (var connection = await database.OpenAsync(cancellation))
            rights = await RightsAsync(connection, null, adultId, null, today, cancellation);

        var children = new List<FamilyChild>();
        foreach (var (id, right) in rights)
        {
            if (await records.FindAsync(id, cancellation) is { IsWithdrawn: false } child)
                children.Add(new FamilyChild(child, right));
        }

        return [.. children.OrderBy(child => child.Child.Name.Folded, StringComparer.Ordinal).ThenBy(child => child.Child.Id, StringComparer.Ordinal)];
    }

    public async Task<FamilyChild?> FindAsync(string adultId, string childId, DateOnly today, CancellationToken cancellation)
    {
        FamilyRight right;
        await using (var connection = await database.OpenAsync(cancellation))
            right = await FindAsync(connection, null, adultId, childId, today, cancellation);
        return right is not FamilyRight.None && await records.FindAsync(childId, cancellation) is { IsWithdrawn: false } child ? new FamilyChild(child, right) : null;
    }

    public async Task<IReadOnlyList<PersonRecord>> AdultsOfAsync(string childId, DateOnly today, CancellationToken cancellation)
    {
        const string agents = """
            SELECT AgentId FROM PersonAgents WHERE PersonId = @ChildId
            UNION
            SELECT PersonId FROM PersonAgents WHERE AgentId = @ChildId
            """;
        var adults = new List<PersonRecord>();
        await using var connection = await database.OpenAsync(cancellation);
        foreach (var id in (await connection.QueryAsync<string>(new CommandDefinition(agents, new { ChildId = childId }, cancellationToken: cancellation))).Order(StringComparer.Ordinal))
        {
            if (await FindAsync(connection, null, id, childId, today, cancellation) is FamilyRight.Full && await records.FindAsync(id, cancellation) is { } adult)
                adults.Add(adult);
        }

        return adults;
    }

    public async Task<FamilyRight> FindAsync(
        DbConnection connection, DbTransaction? transaction, string adultId, string childId, DateOnly today, CancellationToken cancellation) =>
        (await RightsAsync(connection, transaction, adultId, childId, today, cancellation)).GetValueOrDefault(childId);

    public async Task<IReadOnlyList<string>> KinOfAsync(string personId, CancellationToken cancellation)
    {
        const string sql = """
            WITH Near AS (SELECT AgentId AS Id FROM PersonAgents WHERE PersonId = @PersonId UNION SELECT PersonId FROM PersonAgents WHERE AgentId = @PersonId)
            SELECT Id FROM Near
            UNION SELECT a.AgentId FROM PersonAgents a JOIN Near n ON a.PersonId = n.Id
            UNION SELECT a.PersonId FROM PersonAgents a JOIN Near n ON a.AgentId = n.Id
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. (await connection.QueryAsync<string>(new CommandDefinition(sql, new { PersonId = personId }, cancellationToken: cancellation))).Where(id => id != personId).Order(StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<string>> GradesOfAsync(string adultId, DateOnly today, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT DISTINCT Grades FROM People WHERE Id IN {database.List("@Ids")} AND Grades IS NOT NULL
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var children = await RightsAsync(connection, null, adultId, null, today, cancellation);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(sql, new { Ids = Dialect.ListValue(children.Keys.Take(CabinetDatabase.MaxListLength)) }, cancellationToken: cancellation))];
    }

    public async Task<IReadOnlyList<ChildClass>> ClassesOfAsync(string childId, DateOnly today, CancellationToken cancellation)
    {
        const string classes = """
            SELECT DISTINCT c.Id, c.Title, o.Name AS School
            FROM Enrollments e JOIN Classes c ON c.Id = e.ClassId JOIN Organisations o ON o.Id = c.SchoolId
            WHERE e.PersonId = @ChildId AND e.Role = 'student' AND e.WithdrawnAt IS NULL AND c.WithdrawnAt IS NULL
                AND (e.BeginDate IS NULL OR e.BeginDate <= @Today) AND (e.EndDate IS NULL OR e.EndDate >= @Today)
            """;
        // Who has left the school teaches no class of it, whatever the enrollment still says.
        var teachers = $"""
            SELECT e.ClassId, k.Id, k.FamilyName, k.GivenName, k.MiddleName, MAX(p.Position) AS Position
            FROM Enrollments e JOIN Classes c ON c.Id = e.ClassId JOIN People k ON k.Id = e.PersonId JOIN Posts p ON p.PersonId = k.Id AND p.OrganisationId = c.SchoolId
            WHERE e.ClassId IN {database.List("@ClassIds")} AND e.Role = 'teacher' AND e.WithdrawnAt IS NULL AND k.WithdrawnAt IS NULL AND p.WithdrawnAt IS NULL
                AND p.Role NOT IN ('student', 'parent', 'guardian', 'relative')
                AND (e.BeginDate IS NULL OR e.BeginDate <= @Today) AND (e.EndDate IS NULL OR e.EndDate >= @Today)
                AND (p.BeginDate IS NULL OR p.BeginDate <= @Today) AND (p.EndDate IS NULL OR p.EndDate >= @Today)
            GROUP BY e.ClassId, k.Id, k.FamilyName, k.GivenName, k.MiddleName
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var found = (await connection.QueryAsync<ClassRow>(new CommandDefinition(classes, new { ChildId = childId, Today = today }, cancellationToken: cancellation)))
            .OrderBy(row => row.Title, StringComparer.Ordinal).Take(CabinetDatabase.MaxListLength).ToList();
        var names = (await connection.QueryAsync<TeacherRow>(new CommandDefinition(
            teachers, new { ClassIds = Dialect.ListValue(found.Select(row => row.Id)), Today = today }, cancellationToken: cancellation))).ToLookup(row => row.ClassId, StringComparer.Ordinal);
        return [.. found.Select(row => new ChildClass(row.Title, row.School,
            [.. names[row.Id].OrderBy(name => name.FamilyName, StringComparer.Ordinal).ThenBy(name => name.Id, StringComparer.Ordinal).Select(name => name.Teacher)]))];
    }

    // Every child that either record ties to the adult, while both stand and the child is a student.
    private async Task<Dictionary<string, FamilyRight>> RightsAsync(
        DbConnection connection, DbTransaction? transaction, string adultId, string? childId, DateOnly today, CancellationToken cancellation)
    {
        const string ties = """
            SELECT c.Id FROM PersonAgents a JOIN People c ON c.Id = a.AgentId
            WHERE a.PersonId = @AdultId AND c.WithdrawnAt IS NULL AND EXISTS (SELECT 1 FROM People k WHERE k.Id = @AdultId AND k.WithdrawnAt IS NULL)
            UNION
            SELECT c.Id FROM PersonAgents a JOIN People c ON c.Id = a.PersonId
            WHERE a.AgentId = @AdultId AND c.WithdrawnAt IS NULL AND EXISTS (SELECT 1 FROM People k WHERE k.Id = @AdultId AND k.WithdrawnAt IS NULL)
            """;
        var posts = $"""
            SELECT PersonId, Role, OrganisationId AS SchoolId FROM Posts
            WHERE PersonId IN {database.List("@Ids")} AND WithdrawnAt IS NULL AND (BeginDate IS NULL OR BeginDate <= @Today) AND (EndDate IS NULL OR EndDate >= @Today)
            """;
        var tied = (await connection.QueryAsync<string>(new CommandDefinition(ties, new { AdultId = adultId }, transaction, cancellationToken: cancellation)))
            .Where(id => id != adultId && (childId is null || id == childId)).ToList();
        var rows = new List<PostRow>();
        foreach (var batch in tied.Append(adultId).Chunk(CabinetDatabase.MaxListLength))
            rows.AddRange(await connection.QueryAsync<PostRow>(new CommandDefinition(posts, new { Ids = Dialect.ListValue(batch), Today = today }, transaction, cancellationToken: cancellation)));
        var current = rows.ToLookup(row => row.PersonId, row => new FamilyPost(row.Role, row.SchoolId), StringComparer.Ordinal);
        return tied.Select(id => (Id: id, Right: FamilyRules.Right([.. current[adultId]], [.. current[id]])))
            .Where(child => child.Right is not FamilyRight.None)
            .ToDictionary(child => child.Id, child => child.Right, StringComparer.Ordinal);
    }

    private sealed record PostRow
    {
        public required string PersonId { get; init; }

        public required string Role { get; init; }

        public required string SchoolId { get; init; }
    }

    private sealed record ClassRow
    {
        public required string Id { get; init; }

        public required string Title { get; init; }

        public required string School { get; init; }
    }

    private sealed record TeacherRow
    {
        public required string ClassId { get; init; }

        public required string Id { get; init; }

        public required string FamilyName { get; init; }

        public required string GivenName { get; init; }

        public string? MiddleName { get; init; }

        public string? Position { get; init; }

        public ClassTeacher Teacher => new(MiddleName is null ? $"{FamilyName} {GivenName}" : $"{FamilyName} {GivenName} {MiddleName}", Position);
    }
}
