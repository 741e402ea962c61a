using Dapper;

namespace Mesh.Cabinet.Database;

/// <summary>A protected value that is not written under the current key.</summary>
internal sealed record StaleValue(object Key, string Owner, byte[] Value);

/// <summary>Finds protected values that were written under an old key, and puts new ones in their place.</summary>
internal sealed class RotationStore(CabinetDatabase database, FieldProtection protection)
{
    private readonly byte[] header = [.. protection.Header];

    public async Task<long> CountAsync(ProtectedColumn column, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT COUNT(*) FROM {column.Table} WHERE SUBSTRING({column.Column}, 1, @HeaderSize) <> @Header AND {KindOf(column)} = @Kind
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(sql, Stale(column), commandTimeout: 0, cancellationToken: cancellation));
    }

    /// <summary>The first stale values of rows whose key is greater.</summary>
    /// <param name="after">Null for the first of all.</param>
    public async Task<IReadOnlyList<StaleValue>> FindAsync(ProtectedColumn column, object? after, int most, CancellationToken cancellation)
    {
        var columns = string.Join(", ", column.Owner.Append(column.Key).Append(column.Column).Distinct(StringComparer.Ordinal));
        var first = $"""
            SELECT {columns} FROM {column.Table}
            WHERE SUBSTRING({column.Column}, 1, @HeaderSize) <> @Header AND {KindOf(column)} = @Kind
            ORDER BY {column.Key}
            """;
        var next = $"""
            SELECT {columns} FROM {column.Table}
            WHERE SUBSTRING({column.Column}, 1, @HeaderSize) <> @Header AND {KindOf(column)} = @Kind AND {column.Key} > @After
            ORDER BY {column.Key}
            """;
        var values = Stale(column);
        values.Add("After", after);
        await using var connection = await database.OpenAsync(cancellation);
        var rows = connection.QueryUnbufferedAsync(after is null ? first : next, values, commandTimeout: 0).WithCancellation(cancellation);
        var stale = new List<StaleValue>();
        await foreach (IDictionary<string, object> row in rows)
        {
            stale.Add(new StaleValue(row[column.Key], string.Join('/', column.Owner.Select(name => row[name])), (byte[])row[column.Column]));
            if (stale.Count == most)
                break;
        }

        return stale;
    }

    /// <summary>Replaces values that nobody has changed since they were read.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ReplaceAsync(ProtectedColumn column, IEnumerable<(StaleValue Old, byte[] Value, byte[] Index)> values, CancellationToken cancellation)
    {
        var replace = $"""
            UPDATE {column.Table} SET {column.Column} = @New WHERE {column.Key} = @Key AND {column.Column} = @Old
            """;
        var replaceBoth = $"""
            UPDATE {column.Table} SET {column.Column} = @New, {column.Index} = @Index WHERE {column.Key} = @Key AND {column.Column} = @Old
            """;
        var sql = column.Index is null ? replace : replaceBoth;
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var replaced = 0;
        foreach (var (old, value, index) in values)
        {
            // Its key is of one type or another, and is asked for it here, where an anonymous object would hide it.
            var row = new DynamicParameters(new { Old = old.Value, New = value, Index = index });
            row.Add("Key", old.Key);
            replaced += await connection.ExecuteAsync(new CommandDefinition(sql, row, transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
        return replaced;
    }

    private DynamicParameters Stale(ProtectedColumn column) =>
        new(new { Header = header, FieldProtection.HeaderSize, Kind = column.Kind ?? "" });

    // Where rows are of one kind it is compared with itself.
    private static string KindOf(ProtectedColumn column) => column.Kind is null ? "@Kind" : "Kind";
}
