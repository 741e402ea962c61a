using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>
/// The database of a product that runs as a process of its own: a SQLite file in its folder, or, where <c>MESH_TEST_SQLSERVER</c> names a
/// server, a database there that belongs to the folder.
/// </summary>
internal sealed class ProductDatabase(string folder)
{
    private static readonly (string Key, string Value)[] OnServer = [("Database:Provider", nameof(DatabaseProvider.SqlServer))];

    /// <summary>Where a product in this folder keeps its SQLite file.</summary>
    public string File => Path.Combine(folder, "cabinet.db");

    /// <summary>What tells the product of it; on a server the database is made, if it is not there.</summary>
    public IEnumerable<(string Key, string Value)> Settings() =>
        TestServer.Named is { } server
            ? [.. OnServer, ("ConnectionStrings:Cabinet", server.Make(Name))]
            : [("ConnectionStrings:Cabinet", $"Data Source={File}")];

    /// <summary>The product's own way to it, which knows the types of both; no connection is kept.</summary>
    public CabinetDatabase Product() =>
        TestServer.Named is { } server
            ? new CabinetDatabase(DatabaseProvider.SqlServer, server.ConnectionTo(Name))
            : new CabinetDatabase(DatabaseProvider.Sqlite, $"Data Source={File};Pooling=False");

    public Task<DbConnection> OpenAsync() => Product().OpenAsync(default);

    /// <summary>Somebody else holds everything that may be written until the result is disposed.</summary>
    public async Task<DbConnection> HoldAsync()
    {
        var connection = await OpenAsync();
        foreach (var sql in TestServer.Named is null ? ["BEGIN IMMEDIATE"] : (string[])["BEGIN TRANSACTION", .. await LocksAsync(connection)])
            await connection.ExecuteAsync(sql);
        return connection;
    }

    /// <summary>All columns of all tables.</summary>
    public async Task<IReadOnlyList<(string Table, string Column)>> ColumnsAsync()
    {
        await using var connection = await OpenAsync();
        return await ColumnsAsync(connection);
    }

    /// <summary>The folder goes, and what was on a server with it.</summary>
    public void Delete()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        TestServer.Named?.Drop(Name);
    }

    private string Name => "mesh_cabinet_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(folder)))[..16]);

    private static async Task<IReadOnlyList<string>> LocksAsync(DbConnection connection) =>
        [.. (await ColumnsAsync(connection)).Select(column => column.Table).Distinct().Select(table => $"SELECT TOP 1 1 FROM {table} WITH (TABLOCKX, HOLDLOCK)")];

    private static async Task<IReadOnlyList<(string Table, string Column)>> ColumnsAsync(DbConnection connection) =>
        [.. await connection.QueryAsync<(string Table, string Column)>(TestServer.Named is null
            ? "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name"
            : "SELECT TABLE_NAME, COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS ORDER BY TABLE_NAME")];
}
