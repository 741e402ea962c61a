using Mesh.Cabinet.Database;
using Microsoft.Data.SqlClient;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>
/// The databases a store test runs on: SQLite always, SQL Server when <c>MESH_TEST_SQLSERVER</c> holds a connection string to a
/// server where databases may be made, else what is said to SQL Server, heard by a stand-in. Each test has a database of its own.
/// </summary>
public static class StoreContract
{
    public const string Variable = "MESH_TEST_SQLSERVER";

    public static TheoryData<DatabaseProvider> Providers => 
    [
        DatabaseProvider.Sqlite,
        new TheoryDataRow<DatabaseProvider>(DatabaseProvider.SqlServer) { Label = string.IsNullOrEmpty(Server) ? "what is said to SQL Server, heard by a stand-in" : null },
    ];

    private static string? Server => Environment.GetEnvironmentVariable(Variable);

    /// <summary>A migrated database of the provider, and what to dispose of afterwards.</summary>
    public static (CabinetDatabase Database, IDisposable Cleanup) Open(DatabaseProvider provider)
    {
        if (provider is DatabaseProvider.Sqlite)
        {
            var sqlite = new TestDatabase();
            return (sqlite.Database, sqlite);
        }

        if (string.IsNullOrEmpty(Server))
        {
            var standIn = new StandInServer();
            return (standIn.Database, standIn);
        }

        var own = new ServerDatabase(Server);
        new Schema(own.Database).Migrate();
        return (own.Database, own);
    }

    private sealed class ServerDatabase : IDisposable
    {
        private readonly string server;
        private readonly string name = $"mesh_cabinet_{Guid.CreateVersion7():N}";

        public ServerDatabase(string server)
        {
            this.server = server;
            Run($"CREATE DATABASE {name}");
            Database = new CabinetDatabase(DatabaseProvider.SqlServer, new SqlConnectionStringBuilder(server) { InitialCatalog = name }.ConnectionString);
        }

        public CabinetDatabase Database { get; }

        public void Dispose() => Run($"ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {name}");

        private void Run(string sql)
        {
            using var connection = new SqlConnection(server);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
