using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mesh.Cabinet.Database;

/// <summary>A table into which many rows are written at once, by one statement whose text and parameters never change.</summary>
/// <remarks>
/// SQLite gets the statement prepared and run for each row: it pays for parameters, not for calls. SQL Server pays for calls and for each new
/// form of a statement, so it gets all rows as one JSON text. SqlBulkCopy would be quicker still, yet speaks to SQL Server's own driver only:
/// nothing of it could be proved where no server is.
/// </remarks>
internal sealed record BulkTable(string Name, IReadOnlyList<(string Name, DbType Type)> Columns)
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private string Names => string.Join(", ", Columns.Select(column => column.Name));

    public async Task InsertAsync(
        DbConnection connection, DbTransaction transaction, DatabaseProvider provider, IReadOnlyList<object?[]> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0)
            return;

        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        if (provider is DatabaseProvider.Sqlite)
        {
            command.CommandText = SqliteSql();
            await InsertOneByOneAsync(command, rows, cancellation);
            return;
        }

        command.CommandText = SqlServerSql();
        var all = command.CreateParameter();
        all.ParameterName = "@Rows";
        all.DbType = DbType.String;
        all.Size = -1;
        all.Value = Write(rows);
        command.Parameters.Add(all);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The statement that inserts one row.</summary>
    internal string SqliteSql() =>
        $"INSERT INTO {Name} ({Names}) VALUES ({string.Join(", ", Columns.Select((_, number) => string.Create(CultureInfo.InvariantCulture, $"@p{number}")))})";

    /// <summary>The statement that inserts as many rows as there are. A text too long is not cut here: the table refuses it.</summary>
    internal string SqlServerSql()
    {
        var values = Columns.Select(column => column.Type is DbType.Binary ? $"CONVERT(varbinary(4000), {column.Name}, 2)" : column.Name);
        var types = Columns.Select((column, number) => string.Create(CultureInfo.InvariantCulture, $"{column.Name} {TypeOf(column.Type)} '$[{number}]'"));
        return $"INSERT INTO {Name} ({Names}) SELECT {string.Join(", ", values)} FROM OPENJSON(@Rows) WITH ({string.Join(", ", types)})";
    }

    private async Task InsertOneByOneAsync(DbCommand command, IReadOnlyList<object?[]> rows, CancellationToken cancellation)
    {
        for (var number = 0; number < Columns.Count; number++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{number}");
            command.Parameters.Add(parameter);
        }

        foreach (var row in rows)
        {
            for (var column = 0; column < Columns.Count; column++)
                command.Parameters[column].Value = ToSqlite(row[column]);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static object ToSqlite(object? value) => value switch
    {
        null => DBNull.Value,
        Guid id => id.ToString(),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => SqlTypes.Write(moment),
        _ => value,
    };

    private static string TypeOf(DbType type) => type switch
    {
        DbType.Int32 => "int",
        DbType.Boolean => "bit",
        DbType.Date => "date",
        DbType.Guid => "uniqueidentifier",
        DbType.DateTimeOffset => "datetimeoffset(7)",
        DbType.String => "nvarchar(4000)",
        DbType.Binary => "nvarchar(4000)",
        _ => throw new NotSupportedException($"No column of a staged table is of the type {type}."),
    };

    private static string Write(IReadOnlyList<object?[]> rows)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Json))
        {
            json.WriteStartArray();
            foreach (var row in rows)
            {
                json.WriteStartArray();
                foreach (var value in row)
                    Write(json, value);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case bool flag:
                json.WriteNumberValue(flag ? 1 : 0);
                break;
            case byte[] bytes:
                json.WriteStringValue(Convert.ToHexString(bytes));
                break;
            case DateOnly date:
                json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case Guid id:
                json.WriteStringValue(id);
                break;
            case DateTimeOffset moment:
                json.WriteStringValue(SqlTypes.Write(moment));
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            default:
                throw new NotSupportedException($"No value of a staged table is a {value.GetType().Name}.");
        }
    }
}
