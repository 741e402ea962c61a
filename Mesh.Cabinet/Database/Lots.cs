using Dapper;

namespace Mesh.Cabinet.Database;

/// <summary>Clears or changes many rows a few at a time, each lot in a transaction of its own: nobody waits for long, and no lock grows to the whole table.</summary>
internal static class Lots
{
    /// <summary>Rows of one lot.</summary>
    public const int Size = 500;

    /// <summary>Clears a table of rows whose <paramref name="column"/> is before a moment.</summary>
    /// <param name="key">What tells its rows apart, or few of them: those of one key go together.</param>
    public static Task ClearAsync(this CabinetDatabase database, string table, string key, string column, DateTimeOffset before, CancellationToken cancellation) =>
        database.ClearAsync(table, key, $"{column} < @Before", new { Before = before }, cancellation);

    /// <summary>Clears a table of rows of which something is true.</summary>
    public static Task ClearAsync(this CabinetDatabase database, string table, string key, string where, object values, CancellationToken cancellation) =>
        database.ChangeInLotsAsync($"DELETE FROM {table}", table, key, where, values, cancellation);

    /// <summary>Changes rows of which something is true, and is true no more then.</summary>
    public static async Task ChangeInLotsAsync(this CabinetDatabase database, string change, string table, string key, string where, object values, CancellationToken cancellation)
    {
        var sql = $"""
            {change} WHERE {where} AND {key} IN (SELECT {database.Top("@Most")} {key} FROM {table} WHERE {where} {database.Limit("@Most")})
            """;
        var parameters = new DynamicParameters(values);
        parameters.AddDynamicParams(new { Most = Size });
        int changed;
        do
        {
            await using var connection = await database.OpenAsync(cancellation);
            changed = await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
        }
        while (changed >= Size);
    }
}
