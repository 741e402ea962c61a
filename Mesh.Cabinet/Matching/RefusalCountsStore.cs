using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Matching;

/// <summary>How many refusals there were of each reason, by day and school; every node adds its own.</summary>
internal sealed class RefusalCountsStore(CabinetDatabase database, MoscowClock clock) : IRetention
{
    /// <summary>In days: a school year can be laid beside the one before.</summary>
    public const int DaysKept = 400;

    public async Task AddAsync(IReadOnlyDictionary<RefusalKey, int> counted, CancellationToken cancellation)
    {
        if (counted.Count == 0)
            return;

        var schools = await SchoolsAsync([.. counted.Keys.Select(key => key.RecordId).OfType<string>().Distinct(StringComparer.Ordinal)], cancellation);
        var sums = counted
            .GroupBy(one => (one.Key.Day, SchoolId: one.Key.RecordId is { } id ? schools.GetValueOrDefault(id, "") : "", one.Key.Field, one.Key.Reason), one => one.Value)
            .Select(group => new { group.Key.Day, group.Key.SchoolId, group.Key.Field, group.Key.Reason, Added = group.Sum() }).ToList();
        try
        {
            await WriteAsync(sums, cancellation);
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure) || CabinetDatabase.IsUndone(failure))
        {
            // Another node was the first to count this today, in the same moment.
            await WriteAsync(sums, cancellation);
        }
    }

    public Task ClearAsync(CancellationToken cancellation) => database.ClearAsync("RefusalCounts", "Day", "Day < @Before", new { Before = clock.Today.AddDays(-DaysKept) }, cancellation);

    private async Task WriteAsync(IEnumerable<object> sums, CancellationToken cancellation)
    {
        const string begin = """
            INSERT INTO RefusalCounts (Day, SchoolId, Field, Reason, Total)
            SELECT @Day, @SchoolId, @Field, @Reason, 0
            WHERE NOT EXISTS (SELECT 1 FROM RefusalCounts WHERE Day = @Day AND SchoolId = @SchoolId AND Field = @Field AND Reason = @Reason)
            """;
        const string add = """
            UPDATE RefusalCounts SET Total = Total + @Added WHERE Day = @Day AND SchoolId = @SchoolId AND Field = @Field AND Reason = @Reason
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var one in sums)
        {
            await connection.ExecuteAsync(new CommandDefinition(begin, one, transaction, cancellationToken: cancellation));
            await connection.ExecuteAsync(new CommandDefinition(add, one, transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
    }

    // Whoever is at several schools is counted at one.
    private async Task<Dictionary<string, string>> SchoolsAsync(IReadOnlyList<string> records, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT PersonId, MIN(OrganisationId) AS SchoolId FROM Posts WHERE PersonId IN {database.List("@Ids")} AND WithdrawnAt IS NULL GROUP BY PersonId
            """;
        var schools = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var connection = await database.OpenAsync(cancellation);
        foreach (var lot in records.Chunk(CabinetDatabase.MaxListLength))
        {
            foreach (var (personId, schoolId) in await connection.QueryAsync<(string, string)>(new CommandDefinition(sql, new { Ids = Dialect.ListValue(lot) }, cancellationToken: cancellation)))
                schools[personId] = schoolId;
        }

        return schools;
    }
}
