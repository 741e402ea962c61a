using System.Data;
using System.Data.Common;
using System.Globalization;

namespace Mesh.Cabinet.Database;

/// <summary>A table into which many rows are written at once, with one statement prepared once for all of them.</summary>
internal sealed record BulkTable(string Name, IReadOnlyList<(string Name, DbType Type)> Columns)
{
    // SQL Server takes at most 2,100 parameters and pays for each round trip; SQLite pays for each parameter's name instead.
    private const int MaxParameters = 2000;

    public async Task InsertAsync(
        DbConnection connection, DbTransaction transaction, DatabaseProvider provider, IReadOnlyList<object?[]> rows, CancellationToken cancellation)
    {
        var step = provider is DatabaseProvider.Sqlite ? 1 : MaxParameters / Columns.Count;
        DbCommand? command = null;
        for (var at = 0; at < rows.Count; at += step)
        {
            var count = Math.Min(step, rows.Count - at);
            if (command is null || command.Parameters.Count != count * Columns.Count)
            {
                command?.Dispose();
                command = Prepare(connection, transaction, count);
            }

            for (var row = 0; row < count; row++)
            {
                for (var column = 0; column < Columns.Count; column++)
                    command.Parameters[(row * Columns.Count) + column].Value = ToDatabase(rows[at + row][column], provider);
            }

            await command.ExecuteNonQueryAsync(cancellation);
        }

        command?.Dispose();
    }

    /// <summary>The statement that inserts so many rows.</summary>
    internal string Sql(int rows)
    {
        var values = Enumerable.Range(0, rows).Select(row =>
            $"({string.Join(", ", Enumerable.Range(row * Columns.Count, Columns.Count).Select(number => string.Create(CultureInfo.InvariantCulture, $"@p{number}")))})");
        return $"INSERT INTO {Name} ({string.Join(", ", Columns.Select(column => column.Name))}) VALUES {string.Join(", ", values)}";
    }

    private DbCommand Prepare(DbConnection connection, DbTransaction transaction, int rows)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Sql(rows);
        for (var number = 0; number < rows * Columns.Count; number++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{number}");
            if (connection is Microsoft.Data.SqlClient.SqlConnection)
                parameter.DbType = Columns[number % Columns.Count].Type;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static object ToDatabase(object? value, DatabaseProvider provider) => value switch
    {
        null => DBNull.Value,
        Guid id when provider is DatabaseProvider.Sqlite => id.ToString(),
        DateOnly date when provider is DatabaseProvider.Sqlite => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateOnly date => date.ToDateTime(default),
        _ => value,
    };
}
