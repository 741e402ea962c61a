using Dapper;

namespace Mesh.Cabinet.Database;

/// <summary>Clears many rows a few at a time, each lot in a transaction of its own: nobody waits for long, and no lock grows to the whole table.</summary>
internal static class Lots
{
    /// <summary>Rows of one lot.</summary>
    public const int Size = 500;

    /// <param name="table">Cleared of rows whose <paramref name="column"/> is before <paramref name="before"/>.</param>
    /// <param name="key">Of its primary key.</param>
    public static async Task ClearAsync(this CabinetDatabase database, string table, string key, string column, DateTimeOffset before, CancellationToken cancellation)
    {
        var sql = $"""
            DELETE FROM {table} WHERE {key} IN (SELECT {database.Top("@Most")} {key} FROM {table} WHERE {column} < @Before {database.Limit("@Most")})
            """;
        int cleared;
        do
        {
            await using var connection = await database.OpenAsync(cancellation);
            cleared = await connection.ExecuteAsync(new CommandDefinition(sql, new { Most = Size, Before = before }, cancellationToken: cancellation));
        }
        while (cleared == Size);
    }
}
