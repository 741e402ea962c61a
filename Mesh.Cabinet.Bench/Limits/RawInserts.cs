using Mesh.Cabinet.Database;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Bench.Limits;

/// <summary>What an import cannot do without: prepared inserts of the same rows into the same tables, in one transaction.</summary>
internal static class RawInserts
{
    public const string Name = "raw-inserts";
    private static readonly string[] Tables = ["Organisations", "People", "PersonContacts", "PersonAgents", "Posts", "Classes", "Enrollments"];

    /// <param name="arguments">The SQLite file that has the rows, and the one that gets them.</param>
    public static void Run(string[] arguments)
    {
        var target = new CabinetDatabase(DatabaseProvider.Sqlite, $"Data Source={arguments[1]}");
        new Schema(target).Migrate();
        using var from = Open($"Data Source={arguments[0]};Mode=ReadOnly");
        using var to = Open(target.ConnectionString);
        using (var cache = to.CreateCommand())
        {
            // As the import has it.
            cache.CommandText = "PRAGMA cache_size = -24576";
            cache.ExecuteNonQuery();
        }

        using var transaction = to.BeginTransaction();
        foreach (var table in Tables)
            Copy(table, from, to, transaction);
        transaction.Commit();
    }

    private static void Copy(string table, SqliteConnection from, SqliteConnection to, SqliteTransaction transaction)
    {
        using var read = from.CreateCommand();
        read.CommandText = $"SELECT * FROM {table}";
        using var rows = read.ExecuteReader();
        using var insert = to.CreateCommand();
        insert.Transaction = transaction;
        var parameters = Enumerable.Range(0, rows.FieldCount).Select(column => insert.Parameters.Add(new SqliteParameter($"$v{column}", null))).ToList();
        insert.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", parameters.Select(parameter => parameter.ParameterName))})";
        insert.Prepare();
        while (rows.Read())
        {
            for (var column = 0; column < parameters.Count; column++)
                parameters[column].Value = rows.GetValue(column);
            insert.ExecuteNonQuery();
        }
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(file);
        connection.Open();
        return connection;
    }
}
