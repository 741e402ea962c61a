using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>
/// The databases a store test runs on: SQLite always, SQL Server when <c>MESH_TEST_SQLSERVER</c> holds a connection string to an
/// empty database, else the test is skipped by name.
/// </summary>
public static class StoreContract
{
    public const string Variable = "MESH_TEST_SQLSERVER";

    public static TheoryData<DatabaseProvider> Providers => [DatabaseProvider.Sqlite, DatabaseProvider.SqlServer];

    /// <summary>A migrated database of the provider, and what to dispose of afterwards.</summary>
    public static (CabinetDatabase Database, IDisposable? Cleanup) Open(DatabaseProvider provider)
    {
        if (provider is DatabaseProvider.Sqlite)
        {
            var sqlite = new TestDatabase();
            return (sqlite.Database, sqlite);
        }

        var connectionString = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(connectionString), $"SQL Server is missing: {Variable} holds no connection string.");
        var server = new CabinetDatabase(DatabaseProvider.SqlServer, connectionString!);
        new Schema(server).Migrate();
        return (server, null);
    }
}
