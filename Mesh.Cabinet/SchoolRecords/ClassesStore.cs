using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.SchoolRecords;

/// <summary>Classes with who is in them on a day.</summary>
public interface IClasses
{
    /// <summary>Schools that have classes, by name.</summary>
    /// <param name="schools">Only these; null for all.</param>
    Task<IReadOnlyList<NamedSchool>> SchoolsAsync(IReadOnlyList<string>? schools, CancellationToken cancellation);

    /// <summary>In the order in which people count classes: by level, then by letter.</summary>
    Task<IReadOnlyList<SchoolClass>> OfSchoolAsync(string schoolId, CancellationToken cancellation);

    Task<SchoolClass?> FindAsync(string classId, CancellationToken cancellation);

    /// <summary>The classes that somebody teaches on a day, at a school where they have a post of staff on that day.</summary>
    Task<IReadOnlyList<SchoolClass>> TaughtByAsync(string personId, DateOnly today, CancellationToken cancellation);

    /// <summary>The classes in which somebody learns or teaches on a day, in the order in which people count classes.</summary>
    Task<IReadOnlyList<PersonClass>> OfPersonAsync(string personId, DateOnly today, CancellationToken cancellation);

    /// <summary>Who learns in these classes on a day, by name.</summary>
    Task<IReadOnlyList<Pupil>> PupilsAsync(IReadOnlyList<string> classIds, DateOnly today, CancellationToken cancellation);

    /// <summary>Who learns or works at a school on a day, by name; no parents.</summary>
    Task<IReadOnlyList<SchoolMember>> MembersAsync(string schoolId, DateOnly today, CancellationToken cancellation);
}

/// <summary>Somebody who learns or works at a school.</summary>
public sealed record SchoolMember
{
    public required string Id { get; init; }

    public required string FamilyName { get; init; }

    public required string GivenName { get; init; }

    public string? MiddleName { get; init; }

    public PersonName Name => new(FamilyName, GivenName, MiddleName);

    /// <summary>Prints the id only: the rest is personal.</summary>
    public override string ToString() => Id;
}

/// <summary>A school by its name.</summary>
public sealed record NamedSchool
{
    public required string Id { get; init; }

    public required string Name { get; init; }
}

/// <summary>A class of a school.</summary>
public sealed record SchoolClass
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string SchoolId { get; init; }

    public required string SchoolName { get; init; }
}

/// <summary>A class in which somebody learns or teaches.</summary>
public sealed record PersonClass
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string SchoolId { get; init; }

    /// <summary>Class levels with commas between them, as OneRoster has them; null where the records hold none.</summary>
    public string? Grades { get; init; }

    /// <summary>OneRoster's word: <c>student</c> or <c>teacher</c>, or whatever else an enrollment says.</summary>
    public required string Role { get; init; }
}

/// <summary>Somebody who learns in a class.</summary>
public sealed record Pupil
{
    public required string ClassId { get; init; }

    public required string Id { get; init; }

    public required string FamilyName { get; init; }

    public required string GivenName { get; init; }

    public string? MiddleName { get; init; }

    /// <summary>The record holds something by which its person can be known: СНИЛС, a phone, an address, or the login of a simplified account.</summary>
    public bool IsKnowable { get; init; }

    public PersonName Name => new(FamilyName, GivenName, MiddleName);

    /// <summary>Prints the id only: the rest is personal.</summary>
    public override string ToString() => Id;
}

/// <inheritdoc cref="IClasses"/>
internal sealed class ClassesStore(CabinetDatabase database) : IClasses
{
    public async Task<IReadOnlyList<NamedSchool>> SchoolsAsync(IReadOnlyList<string>? schools, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT Id, Name FROM Organisations
            WHERE WithdrawnAt IS NULL AND (@IsCity = @True OR Id IN {database.List("@Schools")})
            AND EXISTS (SELECT 1 FROM Classes WHERE SchoolId = Organisations.Id AND Classes.WithdrawnAt IS NULL)
            """;
        var values = new { IsCity = schools is null, True = true, Schools = Dialect.ListValue(schools ?? []) };
        await using var connection = await database.OpenAsync(cancellation);
        return [.. (await connection.QueryAsync<NamedSchool>(new CommandDefinition(sql, values, cancellationToken: cancellation))).OrderBy(school => school.Name, StringComparer.CurrentCulture)];
    }

    public async Task<IReadOnlyList<SchoolClass>> OfSchoolAsync(string schoolId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT c.Id, c.Title, c.SchoolId, o.Name AS SchoolName FROM Classes c JOIN Organisations o ON o.Id = c.SchoolId
            WHERE c.SchoolId = @SchoolId AND c.WithdrawnAt IS NULL
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var classes = await connection.QueryAsync<SchoolClass>(new CommandDefinition(sql, new { SchoolId = schoolId }, cancellationToken: cancellation));
        return [.. classes.OrderBy(one => Level(one.Title)).ThenBy(one => one.Title, StringComparer.CurrentCulture)];
    }

    public async Task<SchoolClass?> FindAsync(string classId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT c.Id, c.Title, c.SchoolId, o.Name AS SchoolName FROM Classes c JOIN Organisations o ON o.Id = c.SchoolId WHERE c.Id = @ClassId AND c.WithdrawnAt IS NULL
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<SchoolClass>(new CommandDefinition(sql, new { ClassId = classId }, cancellationToken: cancellation));
    }

    public async Task<IReadOnlyList<SchoolClass>> TaughtByAsync(string personId, DateOnly today, CancellationToken cancellation)
    {
        // Who has left the school teaches no class of it, whatever the enrollment still says.
        const string sql = """
            SELECT DISTINCT c.Id, c.Title, c.SchoolId, o.Name AS SchoolName
            FROM Enrollments e JOIN Classes c ON c.Id = e.ClassId JOIN Organisations o ON o.Id = c.SchoolId JOIN Posts p ON p.PersonId = e.PersonId AND p.OrganisationId = c.SchoolId
            WHERE e.PersonId = @PersonId AND e.Role = 'teacher' AND e.WithdrawnAt IS NULL AND c.WithdrawnAt IS NULL AND p.WithdrawnAt IS NULL
                AND p.Role NOT IN ('student', 'parent', 'guardian', 'relative')
                AND (e.BeginDate IS NULL OR e.BeginDate <= @Today) AND (e.EndDate IS NULL OR e.EndDate >= @Today)
                AND (p.BeginDate IS NULL OR p.BeginDate <= @Today) AND (p.EndDate IS NULL OR p.EndDate >= @Today)
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var classes = await connection.QueryAsync<SchoolClass>(new CommandDefinition(sql, new { PersonId = personId, Today = today }, cancellationToken: cancellation));
        return [.. classes.OrderBy(one => Level(one.Title)).ThenBy(one => one.Title, StringComparer.CurrentCulture).ThenBy(one => one.Id, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<PersonClass>> OfPersonAsync(string personId, DateOnly today, CancellationToken cancellation)
    {
        const string sql = """
            SELECT DISTINCT c.Id, c.Title, c.SchoolId, c.Grades, e.Role FROM Enrollments e JOIN Classes c ON c.Id = e.ClassId
            WHERE e.PersonId = @PersonId AND e.WithdrawnAt IS NULL AND c.WithdrawnAt IS NULL
                AND (e.BeginDate IS NULL OR e.BeginDate <= @Today) AND (e.EndDate IS NULL OR e.EndDate >= @Today)
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var classes = await connection.QueryAsync<PersonClass>(new CommandDefinition(sql, new { PersonId = personId, Today = today }, cancellationToken: cancellation));
        return [.. classes.OrderBy(one => Level(one.Title)).ThenBy(one => one.Title, StringComparer.CurrentCulture).ThenBy(one => one.Id, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<Pupil>> PupilsAsync(IReadOnlyList<string> classIds, DateOnly today, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT DISTINCT e.ClassId, p.Id, p.FamilyName, p.GivenName, p.MiddleName,
                CASE WHEN p.SnilsIndex IS NOT NULL OR p.Username IS NOT NULL OR EXISTS (SELECT 1 FROM PersonContacts c WHERE c.PersonId = p.Id) THEN 1 ELSE 0 END AS IsKnowable
            FROM Enrollments e JOIN People p ON p.Id = e.PersonId
            WHERE e.ClassId IN {database.List("@ClassIds")} AND e.Role = 'student' AND e.WithdrawnAt IS NULL AND p.WithdrawnAt IS NULL
                AND (e.BeginDate IS NULL OR e.BeginDate <= @Today) AND (e.EndDate IS NULL OR e.EndDate >= @Today)
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var pupils = await connection.QueryAsync<Pupil>(new CommandDefinition(sql, new { ClassIds = Dialect.ListValue(classIds), Today = today }, cancellationToken: cancellation));
        return [.. pupils.OrderBy(pupil => pupil.Name.Full, StringComparer.CurrentCulture).ThenBy(pupil => pupil.Id, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<SchoolMember>> MembersAsync(string schoolId, DateOnly today, CancellationToken cancellation)
    {
        const string sql = """
            SELECT DISTINCT k.Id, k.FamilyName, k.GivenName, k.MiddleName FROM Posts p JOIN People k ON k.Id = p.PersonId
            WHERE p.OrganisationId = @SchoolId AND p.WithdrawnAt IS NULL AND k.WithdrawnAt IS NULL AND p.Role NOT IN ('parent', 'guardian', 'relative')
                AND (p.BeginDate IS NULL OR p.BeginDate <= @Today) AND (p.EndDate IS NULL OR p.EndDate >= @Today)
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var members = await connection.QueryAsync<SchoolMember>(new CommandDefinition(sql, new { SchoolId = schoolId, Today = today }, cancellationToken: cancellation));
        return [.. members.OrderBy(member => member.Name.Full, StringComparer.CurrentCulture).ThenBy(member => member.Id, StringComparer.Ordinal)];
    }

    private static int Level(string title) => int.TryParse(new string([.. title.TakeWhile(char.IsAsciiDigit)]), out var level) ? level : int.MaxValue;
}
