using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.SchoolRecords.Import.Staging;

/// <summary>
/// Who would gain and who would lose access by the staged rows, school by school, whatever the change is (E41): a person has access at a school as
/// staff, as a student or as a parent by a current post there.
/// </summary>
internal sealed class AccessChangesStore(CabinetDatabase database, ImportLeaseStore leases)
{
    /// <summary>The access of those of whom something changes, before and after.</summary>
    public const string Table = "StagedAccess";

    /// <summary>One person's contacts may well be taken back; those of more than so many at once are a column that was left out.</summary>
    private const int MaxLosingWhatProves = 20;

    private const string Kind = "CASE WHEN p.Role = 'student' THEN 'student' WHEN p.Role IN ('parent', 'guardian', 'relative') THEN 'parent' ELSE 'staff' END";

    private const string Touched = """
        SELECT s.PersonId FROM StagedPosts s WHERE s.Work IN ('add', 'change')
        UNION SELECT p.PersonId FROM StagedPosts s JOIN Posts p ON p.Id = s.Id WHERE s.Work IS NOT NULL
        UNION SELECT s.Id FROM StagedPeople s WHERE s.Work IS NOT NULL
        UNION SELECT p.PersonId FROM StagedOrganisations o JOIN Posts p ON p.OrganisationId = o.Id WHERE o.Loses <> 0
        """;

    private const string TouchedTable = $"({Touched})";

    private const string Before = $"""
        INSERT INTO StagedAccess (PersonId, Kind, OrganisationId, IsAfter)
        SELECT DISTINCT p.PersonId, {Kind}, p.OrganisationId, 0
        FROM {TouchedTable} AS t JOIN Posts p ON p.PersonId = t.PersonId JOIN People k ON k.Id = t.PersonId
        WHERE k.WithdrawnAt IS NULL AND p.WithdrawnAt IS NULL AND (p.BeginDate IS NULL OR p.BeginDate <= @Today) AND (p.EndDate IS NULL OR p.EndDate >= @Today)
        """;

    // Of whom the import makes nothing, withdraws or whom it leaves withdrawn, no post counts; a school that leaves Moscow closes the door on all
    // of its people, one that turns private takes the account from all but parents.
    private const string After = $"""
        INSERT INTO StagedAccess (PersonId, Kind, OrganisationId, IsAfter)
        SELECT DISTINCT p.PersonId, {Kind}, p.OrganisationId, 1
        FROM (
            SELECT p.PersonId, p.OrganisationId, p.Role, p.BeginDate, p.EndDate
            FROM {TouchedTable} AS t JOIN Posts p ON p.PersonId = t.PersonId
            WHERE p.WithdrawnAt IS NULL AND NOT EXISTS (SELECT 1 FROM StagedPosts s WHERE s.Id = p.Id AND s.Work IS NOT NULL)
            UNION ALL
            SELECT s.PersonId, s.OrganisationId, s.Role, s.BeginDate, s.EndDate FROM StagedPosts s WHERE s.Work IN ('add', 'change')
        ) p
        WHERE (p.BeginDate IS NULL OR p.BeginDate <= @Today) AND (p.EndDate IS NULL OR p.EndDate >= @Today)
            AND (@WithGains = 1 OR EXISTS (SELECT 1 FROM StagedAccess b WHERE b.PersonId = p.PersonId))
            AND NOT EXISTS (SELECT 1 FROM StagedPeople s WHERE s.Id = p.PersonId AND s.Work = 'withdraw')
            AND NOT EXISTS (
                SELECT 1 FROM People k WHERE k.Id = p.PersonId AND k.WithdrawnAt IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM StagedPeople s WHERE s.Id = k.Id AND s.Work = 'change'))
            AND NOT EXISTS (
                SELECT 1 FROM StagedOrganisations o
                WHERE o.Id = p.OrganisationId AND (o.Loses = 2 OR (o.Loses = 1 AND p.Role NOT IN ('parent', 'guardian', 'relative'))))
        """;

    // Whose record no longer holds what proves it: staff their СНИЛС, families all their contacts or each other.
    private const string Unproven = """
        SELECT s.Id, 'staff' AS Kind FROM StagedPeople s JOIN People k ON k.Id = s.Id
        WHERE s.Work = 'change' AND k.SnilsIndex IS NOT NULL AND s.SnilsIndex IS NULL AND s.IsSnilsMisread = 0
        UNION SELECT s.Id, 'family' FROM StagedPeople s
        WHERE s.Work = 'change' AND EXISTS (SELECT 1 FROM PersonContacts c WHERE c.PersonId = s.Id) AND NOT EXISTS (SELECT 1 FROM StagedContacts c WHERE c.Line = s.Line)
        UNION SELECT s.Id, 'family' FROM StagedPeople s
        WHERE s.Work = 'change' AND s.KeepsAgents = 0 AND EXISTS (SELECT 1 FROM PersonAgents a WHERE a.PersonId = s.Id) AND NOT EXISTS (SELECT 1 FROM StagedAgents a WHERE a.Line = s.Line)
        """;

    private const string UnprovenTable = $"({Unproven})";

    private const string CountUnproven = $"""
        SELECT COUNT(DISTINCT u.Id) FROM {UnprovenTable} AS u
        """;

    private const string WithoutUnproven = $"""
        DELETE FROM StagedAccess
        WHERE IsAfter = 1 AND EXISTS (
            SELECT 1 FROM {UnprovenTable} AS u WHERE u.Id = StagedAccess.PersonId AND (u.Kind = 'staff' AND StagedAccess.Kind = 'staff' OR u.Kind = 'family' AND StagedAccess.Kind <> 'staff'))
        """;

    // Who has access nowhere any more as what it was: to go to another school loses nothing.
    private const string Lost = """
        SELECT b.PersonId, b.OrganisationId FROM StagedAccess b
        WHERE b.IsAfter = 0 AND NOT EXISTS (SELECT 1 FROM StagedAccess a WHERE a.PersonId = b.PersonId AND a.Kind = b.Kind AND a.IsAfter = 1)
        """;

    private const string LostTable = $"({Lost})";

    /// <summary>Lays out who has access before and after; the staged rows of the import must be those of <paramref name="import"/>.</summary>
    /// <param name="today">A post counts while it is current on this day.</param>
    /// <param name="withGains">Also those who have no access now: all of a first import.</param>
    public async Task PrepareAsync(Guid import, DateOnly today, bool withGains, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await leases.BeginAsync(connection, import, cancellation);
        CommandDefinition Command(string sql) => new(sql, new { Today = today, WithGains = withGains }, transaction, commandTimeout: 0, cancellationToken: cancellation);
        if (await connection.ExecuteAsync(Command(Before)) == 0 && !withGains)
            return;

        await connection.ExecuteAsync(Command(After));
        if (await connection.ExecuteScalarAsync<int>(Command(CountUnproven)) > MaxLosingWhatProves)
            await connection.ExecuteAsync(Command(WithoutUnproven));
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Schools at which anybody gains or loses, by name. A person counts once a school, and there also who only goes to another.</summary>
    public async Task<IReadOnlyList<AccessChange>> FindAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT COALESCE(MAX(s.Name), MAX(o.Name)) AS School, COUNT(DISTINCT d.Gaining) AS Gains, COUNT(DISTINCT d.Losing) AS Loses
            FROM (
                SELECT b.OrganisationId, CAST(NULL AS nvarchar(100)) AS Gaining, b.PersonId AS Losing FROM StagedAccess b
                WHERE b.IsAfter = 0 AND NOT EXISTS (
                    SELECT 1 FROM StagedAccess a WHERE a.PersonId = b.PersonId AND a.Kind = b.Kind AND a.OrganisationId = b.OrganisationId AND a.IsAfter = 1)
                UNION ALL
                SELECT a.OrganisationId, a.PersonId, CAST(NULL AS nvarchar(100)) FROM StagedAccess a
                WHERE a.IsAfter = 1 AND NOT EXISTS (
                    SELECT 1 FROM StagedAccess b WHERE b.PersonId = a.PersonId AND b.Kind = a.Kind AND b.OrganisationId = a.OrganisationId AND b.IsAfter = 0)
            ) d
                LEFT JOIN Organisations o ON o.Id = d.OrganisationId
                LEFT JOIN StagedOrganisations s ON s.Id = d.OrganisationId AND s.IsRefused = 0
            GROUP BY d.OrganisationId
            ORDER BY COALESCE(MAX(s.Name), MAX(o.Name))
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<AccessChange>(new CommandDefinition(sql, commandTimeout: 0, cancellationToken: cancellation))];
    }

    /// <summary>People who would have access nowhere any more as what they have it now.</summary>
    public async Task<int> CountLosingAsync(CancellationToken cancellation)
    {
        const string sql = $"""
            SELECT COUNT(DISTINCT l.PersonId) FROM {LostTable} AS l
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, commandTimeout: 0, cancellationToken: cancellation));
    }

    /// <summary>People who have access now.</summary>
    public async Task<int> CountEntitledAsync(DateOnly today, CancellationToken cancellation)
    {
        const string sql = """
            SELECT COUNT(DISTINCT p.PersonId) FROM Posts p JOIN People k ON k.Id = p.PersonId
            WHERE k.WithdrawnAt IS NULL AND p.WithdrawnAt IS NULL AND (p.BeginDate IS NULL OR p.BeginDate <= @Today) AND (p.EndDate IS NULL OR p.EndDate >= @Today)
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, new { Today = today }, commandTimeout: 0, cancellationToken: cancellation));
    }

    /// <summary>Schools whose people would have access nowhere any more, those with most of them first; a person who only goes to another does not count.</summary>
    /// <param name="atLeast">People of one school from whom on it is of interest.</param>
    public async Task<IReadOnlyList<AccessLoss>> FindLossesAsync(DateOnly today, int atLeast, CancellationToken cancellation)
    {
        const string sql = $"""
            SELECT MAX(o.Name) AS School, l.Losing, COUNT(DISTINCT p.PersonId) AS Entitled
            FROM (SELECT x.OrganisationId, COUNT(DISTINCT x.PersonId) AS Losing FROM {LostTable} AS x GROUP BY x.OrganisationId) l
                JOIN Organisations o ON o.Id = l.OrganisationId
                JOIN Posts p ON p.OrganisationId = l.OrganisationId JOIN People k ON k.Id = p.PersonId
            WHERE l.Losing >= @AtLeast AND k.WithdrawnAt IS NULL AND p.WithdrawnAt IS NULL AND (p.BeginDate IS NULL OR p.BeginDate <= @Today) AND (p.EndDate IS NULL OR p.EndDate >= @Today)
            GROUP BY l.OrganisationId, l.Losing
            ORDER BY l.Losing DESC, MAX(o.Name)
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<AccessLoss>(new CommandDefinition(
            sql, new { Today = today, AtLeast = atLeast }, commandTimeout: 0, cancellationToken: cancellation))];
    }
}
