using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>
/// The databases a store test runs on: SQLite always, SQL Server when <c>MESH_TEST_SQLSERVER</c> holds a connection string to a
/// server where databases may be made, else what is said to SQL Server, heard by a stand-in. Each test has a database of its own.
/// </summary>
public static class StoreContract
{
    public static TheoryData<DatabaseProvider> Providers => 
    [
        DatabaseProvider.Sqlite,
        new TheoryDataRow<DatabaseProvider>(DatabaseProvider.SqlServer) { Label = TestServer.Named is null ? "what is said to SQL Server, heard by a stand-in" : null },
    ];

    /// <summary>A migrated database of the provider, and what to dispose of afterwards.</summary>
    public static (CabinetDatabase Database, IDisposable Cleanup) Open(DatabaseProvider provider)
    {
        if (provider is DatabaseProvider.Sqlite)
        {
            var sqlite = new TestDatabase();
            return (sqlite.Database, sqlite);
        }

        if (TestServer.Named is not { } server)
        {
            var standIn = new StandInServer();
            return (standIn.Database, standIn);
        }

        var own = new ServerDatabase(server);
        new Schema(own.Database).Migrate();
        return (own.Database, own);
    }

    private sealed class ServerDatabase : IDisposable
    {
        private readonly TestServer server;
        private readonly string name = $"mesh_cabinet_{Guid.CreateVersion7():N}";

        public ServerDatabase(TestServer server)
        {
            this.server = server;
            Database = new CabinetDatabase(DatabaseProvider.SqlServer, server.Make(name));
        }

        public CabinetDatabase Database { get; }

        public void Dispose() => server.Drop(name);
    }
}
