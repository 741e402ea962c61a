using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.SchoolRecords.Import.Staging;

/// <summary>
/// Makes the records equal the staged rows in one transaction, whose length depends on what differs, not on how many records
/// there are. Nothing is erased: what is gone is marked (E18, E19, E23).
/// </summary>
internal sealed class ApplyStore(CabinetDatabase database, ImportLeaseStore leases, TimeProvider time)
{
    private const string Organisations = """
        UPDATE Organisations SET
            Name = s.Name, Type = s.Type, ParentId = s.ParentId, IsPrivate = s.IsPrivate, TeamsDomain = s.TeamsDomain,
            WithdrawnAt = NULL, ContentHash = s.ContentHash
        FROM StagedOrganisations s
        WHERE s.Work = 'change' AND Organisations.Id = s.Id;

        INSERT INTO Organisations (Id, Name, Type, ParentId, IsPrivate, TeamsDomain, WithdrawnAt, ContentHash)
        SELECT s.Id, s.Name, s.Type, s.ParentId, s.IsPrivate, s.TeamsDomain, NULL, s.ContentHash
        FROM StagedOrganisations s WHERE s.Work = 'add';

        UPDATE Organisations SET WithdrawnAt = @Now
        WHERE Id IN (SELECT s.Id FROM StagedOrganisations s WHERE s.Work = 'withdraw');
        """;

    private const string People = """
        UPDATE People SET
            FamilyName = s.FamilyName, GivenName = s.GivenName, MiddleName = s.MiddleName, FoldedName = s.FoldedName,
            Username = s.Username, FoldedUsername = s.FoldedUsername,
            SnilsIndex = CASE WHEN s.IsSnilsMisread = 1 THEN People.SnilsIndex ELSE s.SnilsIndex END,
            SnilsProtected = CASE WHEN s.IsSnilsMisread = 1 THEN People.SnilsProtected ELSE s.SnilsProtected END,
            IsSnilsMisread = s.IsSnilsMisread, BirthDate = s.BirthDate, Grades = s.Grades, PrimaryOrganisationId = s.PrimaryOrganisationId,
            WithdrawnAt = NULL, ContentHash = s.ContentHash
        FROM StagedPeople s
        WHERE s.Work = 'change' AND People.Id = s.Id;

        INSERT INTO People (
            Id, FamilyName, GivenName, MiddleName, FoldedName, Username, FoldedUsername, SnilsIndex, SnilsProtected, IsSnilsMisread,
            BirthDate, Grades, PrimaryOrganisationId, WithdrawnAt, ContentHash)
        SELECT
            s.Id, s.FamilyName, s.GivenName, s.MiddleName, s.FoldedName, s.Username, s.FoldedUsername, s.SnilsIndex, s.SnilsProtected, s.IsSnilsMisread,
            s.BirthDate, s.Grades, s.PrimaryOrganisationId, NULL, s.ContentHash
        FROM StagedPeople s WHERE s.Work = 'add';

        UPDATE People SET WithdrawnAt = @Now
        WHERE Id IN (SELECT s.Id FROM StagedPeople s WHERE s.Work = 'withdraw');

        DELETE FROM PersonContacts
        WHERE PersonId IN (SELECT s.Id FROM StagedPeople s WHERE s.Work = 'change');

        INSERT INTO PersonContacts (PersonId, Kind, ValueIndex, ValueProtected)
        SELECT s.Id, c.Kind, c.ValueIndex, c.ValueProtected
        FROM StagedPeople s JOIN StagedContacts c ON c.Line = s.Line
        WHERE s.Work IN ('add', 'change');

        DELETE FROM PersonAgents
        WHERE PersonId IN (SELECT s.Id FROM StagedPeople s WHERE s.Work = 'change' AND s.KeepsAgents = 0);

        INSERT INTO PersonAgents (PersonId, AgentId)
        SELECT s.Id, a.AgentId
        FROM StagedPeople s JOIN StagedAgents a ON a.Line = s.Line
        WHERE s.Work IN ('add', 'change')
            AND NOT EXISTS (SELECT 1 FROM PersonAgents b WHERE b.PersonId = s.Id AND b.AgentId = a.AgentId);
        """;

    // A post carries the beginning of its person's name, by which a school is searched.
    private const string Posts = """
        UPDATE Posts SET
            PersonId = s.PersonId, OrganisationId = s.OrganisationId, Role = s.Role, IsPrimary = s.IsPrimary, BeginDate = s.BeginDate,
            EndDate = s.EndDate, Position = s.Position, WithdrawnAt = NULL, ChangedAt = @Now, ContentHash = s.ContentHash,
            FoldedName = SUBSTRING(p.FoldedName, 1, 400)
        FROM StagedPosts s JOIN People p ON p.Id = s.PersonId
        WHERE s.Work = 'change' AND Posts.Id = s.Id;

        INSERT INTO Posts (Id, PersonId, OrganisationId, Role, IsPrimary, BeginDate, EndDate, Position, WithdrawnAt, ContentHash, FoldedName)
        SELECT s.Id, s.PersonId, s.OrganisationId, s.Role, s.IsPrimary, s.BeginDate, s.EndDate, s.Position, NULL, s.ContentHash, SUBSTRING(p.FoldedName, 1, 400)
        FROM StagedPosts s JOIN People p ON p.Id = s.PersonId WHERE s.Work = 'add';

        UPDATE Posts SET FoldedName = SUBSTRING(s.FoldedName, 1, 400)
        FROM StagedPeople s
        WHERE s.Work = 'change' AND Posts.PersonId = s.Id AND Posts.FoldedName <> SUBSTRING(s.FoldedName, 1, 400);

        UPDATE Posts SET WithdrawnAt = @Now, ChangedAt = @Now
        WHERE Id IN (SELECT s.Id FROM StagedPosts s WHERE s.Work = 'withdraw');
        """;

    private const string Classes = """
        UPDATE Classes SET
            SchoolId = s.SchoolId, Title = s.Title, Grades = s.Grades, WithdrawnAt = NULL, ContentHash = s.ContentHash
        FROM StagedClasses s
        WHERE s.Work = 'change' AND Classes.Id = s.Id;

        INSERT INTO Classes (Id, SchoolId, Title, Grades, WithdrawnAt, ContentHash)
        SELECT s.Id, s.SchoolId, s.Title, s.Grades, NULL, s.ContentHash
        FROM StagedClasses s WHERE s.Work = 'add';

        UPDATE Classes SET WithdrawnAt = @Now
        WHERE Id IN (SELECT s.Id FROM StagedClasses s WHERE s.Work = 'withdraw');
        """;

    private const string Enrollments = """
        UPDATE Enrollments SET
            ClassId = s.ClassId, PersonId = s.PersonId, Role = s.Role, BeginDate = s.BeginDate, EndDate = s.EndDate,
            WithdrawnAt = NULL, ContentHash = s.ContentHash
        FROM StagedEnrollments s
        WHERE s.Work = 'change' AND Enrollments.Id = s.Id;

        INSERT INTO Enrollments (Id, ClassId, PersonId, Role, BeginDate, EndDate, WithdrawnAt, ContentHash)
        SELECT s.Id, s.ClassId, s.PersonId, s.Role, s.BeginDate, s.EndDate, NULL, s.ContentHash
        FROM StagedEnrollments s WHERE s.Work = 'add';

        UPDATE Enrollments SET WithdrawnAt = @Now
        WHERE Id IN (SELECT s.Id FROM StagedEnrollments s WHERE s.Work = 'withdraw');
        """;

    // Whom the import changes or withdraws, by their own row, a post's, or a school's.
    private const string Touched = """
        SELECT Id AS PersonId FROM StagedPeople WHERE Work IN ('change', 'withdraw')
        UNION SELECT p.PersonId FROM StagedPosts s JOIN Posts p ON p.Id = s.Id WHERE s.Work IS NOT NULL
        UNION SELECT p.PersonId FROM StagedOrganisations o JOIN Posts p ON p.OrganisationId = o.Id
            WHERE o.Work IN ('change', 'withdraw')
        UNION SELECT p.PersonId FROM StagedOrganisations o JOIN Organisations c ON c.ParentId = o.Id JOIN Posts p ON p.OrganisationId = c.Id
            WHERE o.Work IN ('change', 'withdraw')
        """;

    private const string TouchedTable = $"({Touched})";

    // Who comes for the first time has nothing yet that could have to follow; the first import of all changes nobody.
    private const string ChangedPeople = $"""
        DELETE FROM ChangedPeople WHERE PersonId IN (SELECT t.PersonId FROM {TouchedTable} AS t);

        INSERT INTO ChangedPeople (PersonId, ChangedAt)
        SELECT t.PersonId, @Now FROM {TouchedTable} AS t
        WHERE EXISTS (SELECT 1 FROM Imports WHERE FinishedAt IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM StagedPeople n WHERE n.Id = t.PersonId AND n.Work = 'add');
        """;

    private const string Journal = """
        INSERT INTO Imports (Id, StartedAt, FinishedAt, Added, Changed, Withdrawn, Refused)
        VALUES (@ImportId, @StartedAt, @Now, @Added, @Changed, @Withdrawn, @Refused)
        """;

    /// <exception cref="ImportLeaseLostException">Another import has taken the lease meanwhile; nothing is changed.</exception>
    public async Task ApplyAsync(Guid import, DateTimeOffset startedAt, ImportCounts total, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await leases.BeginAsync(connection, import, cancellation);
        var now = await NextMomentAsync(connection, transaction, cancellation);
        var values = new { ImportId = import, Now = now, StartedAt = startedAt, total.Added, total.Changed, total.Withdrawn, total.Refused };

        var all = string.Join("\n", Organisations, People, Posts, Classes, Enrollments, ChangedPeople, Journal);
        await connection.ExecuteAsync(new CommandDefinition(all, values, transaction, commandTimeout: 0, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    // Whoever follows imports asks what came after the last one: a node whose clock is slow must not hide its own behind it.
    private async Task<DateTimeOffset> NextMomentAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        const string sql = """
            SELECT MAX(FinishedAt) FROM Imports
            """;
        var last = await connection.QuerySingleAsync<DateTimeOffset?>(new CommandDefinition(sql, transaction: transaction, cancellationToken: cancellation));
        var now = time.GetUtcNow();
        return last >= now ? last.Value.AddTicks(1) : now;
    }

    /// <summary>Whether an import has ever been completed.</summary>
    public async Task<bool> HasEverAppliedAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT COUNT(*) FROM Imports WHERE FinishedAt IS NOT NULL
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, cancellationToken: cancellation)) > 0;
    }
}
