using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Cases;

/// <summary>How many cases wait for an answer.</summary>
internal sealed class OpenCasesStore(CabinetDatabase database)
{
    /// <returns>Kinds of which none is open are left out.</returns>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT Kind, COUNT(*) AS Waiting FROM SupportCases WHERE ClosedAt IS NULL GROUP BY Kind
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var kinds = await connection.QueryAsync<Row>(new CommandDefinition(sql, cancellationToken: cancellation));
        return kinds.ToDictionary(row => row.Kind, row => row.Waiting, StringComparer.Ordinal);
    }

    private sealed record Row
    {
        public string Kind { get; init; } = "";

        public long Waiting { get; init; }
    }
}
