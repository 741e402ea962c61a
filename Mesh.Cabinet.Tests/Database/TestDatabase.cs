using System.Security.Cryptography;
using Mesh.Cabinet.Database;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>An empty, migrated SQLite database in a folder of its own, gone at the end of the test.</summary>
public sealed class TestDatabase : IDisposable
{
    public TestDatabase()
    {
        Folder = Directory.CreateTempSubdirectory("mesh-cabinet-").FullName;
        ConnectionString = $"Data Source={Path.Combine(Folder, "cabinet.db")};Pooling=False";
        // The product's own connections wait in their pool, as they do in earnest.
        Database = new CabinetDatabase(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(Folder, "cabinet.db")}");
        new Schema(Database).Migrate();
    }

    public string Folder { get; }

    public string ConnectionString { get; }

    public CabinetDatabase Database { get; }

    public byte[] Key { get; } = RandomNumberGenerator.GetBytes(FieldProtection.KeySize);

    public FieldProtection Protection => field ??= new(Key);

    /// <summary>The only value of a query, as text.</summary>
    public string Scalar(string sql)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>Every row of every table of records, so that two states can be compared.</summary>
    public string RecordsDump()
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        var dump = new List<string>();
        foreach (var table in new[] { "Organisations", "People", "PersonContacts", "PersonAgents", "Posts", "Classes", "Enrollments" })
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var values = Enumerable.Range(0, reader.FieldCount)
                    .Select(column => reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(column));
                dump.Add($"{table}|{string.Join('|', values)}");
            }
        }

        return string.Join("\n", dump.Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        using var connection = new SqliteConnection(Database.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}
