using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.SchoolRecords;

/// <inheritdoc cref="IRecordChanges"/>
internal sealed class RecordChangesStore(CabinetDatabase database) : IRecordChanges
{
    public async Task<DateTimeOffset?> LastImportAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT MAX(FinishedAt) FROM Imports
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleAsync<DateTimeOffset?>(new CommandDefinition(sql, cancellationToken: cancellation));
    }

    public async Task<DateTimeOffset?> ChangedAtAsync(string personId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT ChangedAt FROM ChangedPeople WHERE PersonId = @PersonId
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<DateTimeOffset?>(new CommandDefinition(sql, new { PersonId = personId }, cancellationToken: cancellation));
    }

    public async Task<IReadOnlyList<string>> ChangedSinceAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        const string sql = """
            SELECT PersonId FROM ChangedPeople WHERE ChangedAt > @Since ORDER BY PersonId
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(sql, new { Since = since }, cancellationToken: cancellation))];
    }

    public async Task<IReadOnlyList<LostPost>> LostSinceAsync(DateTimeOffset since, DateOnly today, CancellationToken cancellation)
    {
        const string sql = """
            SELECT PersonId, ChangedAt AS At FROM Posts
            WHERE ChangedAt > @Since AND (WithdrawnAt IS NOT NULL OR EndDate < @Today)
            UNION SELECT Id, WithdrawnAt FROM People WHERE WithdrawnAt > @Since
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<LostPost>(new CommandDefinition(sql, new { Since = since, Today = today }, cancellationToken: cancellation))];
    }
}
