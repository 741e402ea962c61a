using System.Data;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.SchoolRecords.Import.Staging;

/// <summary>
/// Finds whose each finding is: of the organisation that its row names, else of the class's school, else of the schools where its person is. Some
/// at a time, so that nobody waits long for SQLite.
/// </summary>
internal sealed class FindingSchoolsStore(CabinetDatabase database, ImportLeaseStore leases)
{
    public static readonly BulkTable Schools = new("StagedFindingSchools", [("Number", DbType.Int32), ("SchoolId", DbType.String)]);

    /// <summary>Findings of people whose posts are all in the file itself: so many find their schools, those of a whole city refused would not be read.</summary>
    private const int MostByStagedPosts = 20_000;

    private const int Lot = 2000;

    // What a check of staged rows found: the rows know whose they are.
    private const string Owners = """
        UPDATE ImportFindings SET RecordId = s.Id, OrganisationId = s.Id,
            Words = CASE ImportFindings.ColumnName WHEN 'sourcedId' THEN s.Id WHEN 'parentSourcedId' THEN s.ParentId END
        FROM StagedOrganisations s
        WHERE ImportFindings.StagedIn = 'StagedOrganisations' AND s.Line = ImportFindings.StagedLine AND ImportFindings.Number >= @First AND ImportFindings.Number < @Behind;

        UPDATE ImportFindings SET RecordId = s.Id, PersonId = s.Id, Words = CASE ImportFindings.ColumnName WHEN 'sourcedId' THEN s.Id END
        FROM StagedBirthDates s
        WHERE ImportFindings.StagedIn = 'StagedBirthDates' AND s.Line = ImportFindings.StagedLine AND ImportFindings.Number >= @First AND ImportFindings.Number < @Behind;

        UPDATE ImportFindings SET RecordId = s.Id, PersonId = s.Id,
            Words = CASE ImportFindings.ColumnName WHEN 'sourcedId' THEN s.Id WHEN 'primaryOrgSourcedId' THEN s.PrimaryOrganisationId ELSE ImportFindings.Words END
        FROM StagedPeople s
        WHERE ImportFindings.StagedIn = 'StagedPeople' AND s.Line = ImportFindings.StagedLine AND ImportFindings.Number >= @First AND ImportFindings.Number < @Behind;

        UPDATE ImportFindings SET RecordId = CASE ImportFindings.FileName WHEN 'users.csv' THEN s.PersonId ELSE s.Id END, PersonId = s.PersonId, OrganisationId = s.OrganisationId,
            Words = CASE ImportFindings.ColumnName
                WHEN 'sourcedId' THEN CASE ImportFindings.FileName WHEN 'users.csv' THEN s.PersonId ELSE s.Id END
                WHEN 'userSourcedId' THEN s.PersonId WHEN 'orgSourcedId' THEN s.OrganisationId WHEN 'orgSourcedIds' THEN s.OrganisationId END
        FROM StagedPosts s
        WHERE ImportFindings.StagedIn = 'StagedPosts' AND s.Line = ImportFindings.StagedLine AND ImportFindings.Number >= @First AND ImportFindings.Number < @Behind;

        UPDATE ImportFindings SET RecordId = s.Id, OrganisationId = s.SchoolId,
            Words = CASE ImportFindings.ColumnName WHEN 'sourcedId' THEN s.Id WHEN 'schoolSourcedId' THEN s.SchoolId END
        FROM StagedClasses s
        WHERE ImportFindings.StagedIn = 'StagedClasses' AND s.Line = ImportFindings.StagedLine AND ImportFindings.Number >= @First AND ImportFindings.Number < @Behind;

        UPDATE ImportFindings SET RecordId = s.Id, PersonId = s.PersonId, ClassId = s.ClassId,
            Words = CASE ImportFindings.ColumnName WHEN 'sourcedId' THEN s.Id WHEN 'userSourcedId' THEN s.PersonId WHEN 'classSourcedId' THEN s.ClassId END
        FROM StagedEnrollments s
        WHERE ImportFindings.StagedIn = 'StagedEnrollments' AND s.Line = ImportFindings.StagedLine AND ImportFindings.Number >= @First AND ImportFindings.Number < @Behind;
        """;

    private const string ByRow = """
        INSERT INTO StagedFindingSchools (Number, SchoolId)
        SELECT f.Number, f.OrganisationId FROM ImportFindings f
        WHERE f.Number >= @First AND f.Number < @Behind AND (
            EXISTS (SELECT 1 FROM Organisations k WHERE k.Id = f.OrganisationId)
            OR EXISTS (SELECT 1 FROM StagedOrganisations s WHERE s.Id = f.OrganisationId AND s.IsRefused = 0));

        INSERT INTO StagedFindingSchools (Number, SchoolId)
        SELECT DISTINCT f.Number, c.SchoolId FROM ImportFindings f JOIN StagedClasses c ON c.Id = f.ClassId
        WHERE f.Number >= @First AND f.Number < @Behind AND c.IsRefused = 0 AND c.SchoolId IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM StagedFindingSchools g WHERE g.Number = f.Number);

        INSERT INTO StagedFindingSchools (Number, SchoolId)
        SELECT f.Number, c.SchoolId FROM ImportFindings f JOIN Classes c ON c.Id = f.ClassId
        WHERE f.Number >= @First AND f.Number < @Behind AND NOT EXISTS (SELECT 1 FROM StagedFindingSchools g WHERE g.Number = f.Number);

        INSERT INTO StagedFindingSchools (Number, SchoolId)
        SELECT DISTINCT f.Number, p.OrganisationId FROM ImportFindings f JOIN Posts p ON p.PersonId = f.PersonId
        WHERE f.Number >= @First AND f.Number < @Behind AND p.WithdrawnAt IS NULL AND NOT EXISTS (SELECT 1 FROM StagedFindingSchools g WHERE g.Number = f.Number);
        """;

    /// <param name="findings">How many there are.</param>
    /// <param name="hasStaged">Whether some of them say only where their row is staged.</param>
    public async Task FindAsync(Guid import, int findings, bool hasStaged, CancellationToken cancellation)
    {
        var sql = hasStaged ? $"{Owners}\n{ByRow}" : ByRow;
        for (var first = 0; first < findings; first += Lot)
        {
            await using var connection = await database.OpenAsync(cancellation);
            await using var transaction = await leases.BeginAsync(connection, import, cancellation);
            var values = new { First = first, Behind = first + Lot };
            await connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, commandTimeout: 0, cancellationToken: cancellation));
            await transaction.CommitAsync(cancellation);
        }

        var rest = await ByStagedPostsAsync(cancellation);
        foreach (var lot in rest.Chunk(Lot))
        {
            await using var connection = await database.OpenAsync(cancellation);
            await using var transaction = await leases.BeginAsync(connection, import, cancellation);
            await Schools.InsertAsync(connection, transaction, database.Provider, [.. lot.Select(one => new object?[] { one.Number, one.SchoolId })], cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    // Of people who come with this very import: every staged post is read, and only where somebody waits for one.
    private async Task<IReadOnlyList<Place>> ByStagedPostsAsync(CancellationToken cancellation)
    {
        const string waiting = """
            SELECT COUNT(*) FROM ImportFindings f WHERE f.PersonId IS NOT NULL AND NOT EXISTS (SELECT 1 FROM StagedFindingSchools g WHERE g.Number = f.Number)
            """;
        var places = $"""
            SELECT DISTINCT {database.Top("@Most")} f.Number, s.OrganisationId AS SchoolId
            FROM StagedPosts s CROSS JOIN ImportFindings f
            WHERE f.PersonId = s.PersonId AND NOT EXISTS (SELECT 1 FROM StagedFindingSchools g WHERE g.Number = f.Number)
                AND (EXISTS (SELECT 1 FROM Organisations k WHERE k.Id = s.OrganisationId) OR EXISTS (SELECT 1 FROM StagedOrganisations o WHERE o.Id = s.OrganisationId AND o.IsRefused = 0))
            {database.Limit("@Most")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        if (await connection.ExecuteScalarAsync<long>(new CommandDefinition(waiting, commandTimeout: 0, cancellationToken: cancellation)) == 0)
            return [];
        var values = new { Most = MostByStagedPosts };
        return [.. await connection.QueryAsync<Place>(new CommandDefinition(database.Anew(places), values, commandTimeout: 0, cancellationToken: cancellation))];
    }

    private sealed record Place
    {
        public int Number { get; init; }

        public string SchoolId { get; init; } = "";
    }
}
