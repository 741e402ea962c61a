using Microsoft.Data.SqlClient;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>The SQL Server that <c>MESH_TEST_SQLSERVER</c> names by a connection string, where databases may be made.</summary>
internal sealed class TestServer(string connectionString)
{
    private const string Variable = "MESH_TEST_SQLSERVER";

    /// <summary>Null where none is named.</summary>
    public static TestServer? Named { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server ? new TestServer(server) : null;

    /// <summary>Why a test of a file is skipped there.</summary>
    public const string KeepsNoFile = "SQL Server keeps no file of the product's.";

    public static bool IsNamed => Named is not null;

    public string ConnectionTo(string database) => new SqlConnectionStringBuilder(connectionString) { InitialCatalog = database }.ConnectionString;

    /// <summary>Makes an empty database as <c>docs/scale.md</c> asks for one, if it is not there; answers the way to it.</summary>
    public string Make(string database)
    {
        Run($"IF DB_ID('{database}') IS NULL CREATE DATABASE {database}");
        Run($"IF EXISTS (SELECT 1 FROM sys.databases WHERE name = '{database}' AND is_read_committed_snapshot_on = 0) ALTER DATABASE {database} SET READ_COMMITTED_SNAPSHOT ON");
        return ConnectionTo(database);
    }

    public void Drop(string database)
    {
        SqlConnection.ClearAllPools();
        Run($"IF DB_ID('{database}') IS NOT NULL BEGIN ALTER DATABASE {database} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {database}; END");
    }

    private void Run(string sql)
    {
        using var connection = new SqlConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
