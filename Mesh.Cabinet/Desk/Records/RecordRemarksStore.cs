using Dapper;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Desk.Records;

/// <summary>What imports refused or left out, for operators. Whose schools these are stands in every statement; rows of no school are the city's.</summary>
internal sealed class RecordRemarksStore(CabinetDatabase database)
{
    /// <summary>Imports of which the numbers are shown.</summary>
    public const int LastImports = 10;

    private string Yours => $"""
        (@IsCity = @True OR c.SchoolId IN {database.List("@Schools")})
        """;

    /// <summary>The last imports, the newest first, with what they said of the operator's schools; of the whole city each refused row once, though it may be several schools' to mend.</summary>
    /// <param name="schoolId">Only of this one, and null for rows of none, where <paramref name="ofOne"/> is true.</param>
    public async Task<IReadOnlyList<RemarkedImport>> ImportsAsync(CaseOperator by, bool ofOne, string? schoolId, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT i.FinishedAt, CASE WHEN @IsCity = @True AND @OfOne = @False THEN i.Refused ELSE COALESCE(SUM(CASE WHEN c.IsRefusal = @True THEN c.Total END), 0) END AS Refused, COALESCE(SUM(CASE WHEN c.IsRefusal = @False THEN c.Total END), 0) AS Remarks
            FROM (SELECT {database.Top("@Most")} Id, FinishedAt, Refused FROM Imports WHERE FinishedAt IS NOT NULL ORDER BY FinishedAt DESC {database.Limit("@Most")}) i
            LEFT JOIN ImportRemarkCounts c ON c.ImportId = i.Id AND {Yours} AND (@OfOne = @False OR c.SchoolId = @SchoolId OR @SchoolId IS NULL AND c.SchoolId IS NULL)
            GROUP BY i.Id, i.FinishedAt, i.Refused
            ORDER BY i.FinishedAt DESC
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<RemarkedImport>(new CommandDefinition(sql, Values(by, schoolId, new { Most = LastImports, OfOne = ofOne }), cancellationToken: cancellation))];
    }

    /// <summary>Schools of which the last import said something, those with most refused rows first.</summary>
    public async Task<IReadOnlyList<RemarkedSchool>> SchoolsAsync(CaseOperator by, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT c.SchoolId, o.Name, SUM(CASE WHEN c.IsRefusal = @True THEN c.Total ELSE 0 END) AS Refused, SUM(CASE WHEN c.IsRefusal = @False THEN c.Total ELSE 0 END) AS Remarks
            FROM ImportRemarkCounts c LEFT JOIN Organisations o ON o.Id = c.SchoolId
            WHERE c.ImportId IN (SELECT Id FROM Imports WHERE FinishedAt = (SELECT MAX(FinishedAt) FROM Imports)) AND {Yours}
            GROUP BY c.SchoolId, o.Name
            ORDER BY SUM(CASE WHEN c.IsRefusal = @True THEN c.Total ELSE 0 END) DESC, SUM(c.Total) DESC, o.Name
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<RemarkedSchool>(new CommandDefinition(sql, Values(by, null, new { }), cancellationToken: cancellation))];
    }

    /// <summary>What the last import said of one school's rows, sort by sort; refused rows first.</summary>
    /// <param name="schoolId">Null for rows of no school.</param>
    public async Task<IReadOnlyList<RemarkSort>> OfSchoolAsync(CaseOperator by, string? schoolId, CancellationToken cancellation)
    {
        var sorts = $"""
            SELECT c.CsvFile, c.CsvColumn, c.Sort, c.IsRefusal, c.Total FROM ImportRemarkCounts c
            WHERE c.ImportId IN (SELECT Id FROM Imports WHERE FinishedAt = (SELECT MAX(FinishedAt) FROM Imports)) AND {Yours} AND (c.SchoolId = @SchoolId OR @SchoolId IS NULL AND c.SchoolId IS NULL)
            ORDER BY c.IsRefusal DESC, c.Total DESC, c.Number
            """;
        var rows = $"""
            SELECT c.CsvFile, c.Line, c.CsvColumn, c.Sort, c.Reason, c.IsRefusal, c.RecordId, c.Words, p.Id AS PersonId
            FROM ImportRemarks c LEFT JOIN People p ON p.Id = c.PersonId AND p.WithdrawnAt IS NULL
            WHERE c.ImportId IN (SELECT Id FROM Imports WHERE FinishedAt = (SELECT MAX(FinishedAt) FROM Imports)) AND {Yours} AND (c.SchoolId = @SchoolId OR @SchoolId IS NULL AND c.SchoolId IS NULL)
            ORDER BY c.Line, c.Number
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var values = Values(by, schoolId, new { });
        var examples = (await connection.QueryAsync<RemarkRow>(new CommandDefinition(rows, values, cancellationToken: cancellation))).ToLookup(row => (row.CsvFile, row.CsvColumn, row.Sort, row.IsRefusal));
        var all = await connection.QueryAsync<RemarkSort>(new CommandDefinition(sorts, values, cancellationToken: cancellation));
        return [.. all.Select(sort => sort with { Rows = [.. examples[(sort.CsvFile, sort.CsvColumn, sort.Sort, sort.IsRefusal)]] })];
    }

    private static DynamicParameters Values(CaseOperator by, string? schoolId, object more)
    {
        var values = new DynamicParameters(more);
        values.AddDynamicParams(new { by.IsCity, Schools = Dialect.ListValue(by.Schools), SchoolId = schoolId, True = true, False = false });
        return values;
    }
}
