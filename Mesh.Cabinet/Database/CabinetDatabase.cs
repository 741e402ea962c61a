using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Database;

/// <summary>
/// Opens connections to SQLite or SQL Server, and knows the little in which the two differ. Stores open one connection
/// per operation and run SQL that both understand.
/// </summary>
public sealed class CabinetDatabase
{
    /// <summary>How many values one <c>IN</c> list has at most: SQLite looks each of its parameters up by walking over all of them.</summary>
    public const int MaxListLength = 100;

    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteConstraintForeignKey = 787;
    private const int SqlServerForeignKey = 547;
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private static readonly int[] SqlServerUnique = [2601, 2627];

    /// <summary>Null for SQL Server, whose driver keeps connections itself, and where the setting says <c>Pooling=False</c>.</summary>
    private readonly KeptConnections? kept;

    public CabinetDatabase(IOptions<DatabaseOptions> options, IConfiguration configuration)
        : this(options.Value.Provider, configuration.GetConnectionString("Cabinet") ?? "")
    {
    }

    public CabinetDatabase(DatabaseProvider provider, string connectionString)
    {
        Provider = provider;
        ConnectionString = provider is DatabaseProvider.Sqlite ? Complete(connectionString) : connectionString;
        kept = provider is DatabaseProvider.Sqlite && new SqliteConnectionStringBuilder(ConnectionString).Pooling ? new KeptConnections(ConnectionString) : null;
    }

    public DatabaseProvider Provider { get; }

    /// <summary>The connection string with the path of a SQLite file made absolute.</summary>
    public string ConnectionString { get; }

    /// <summary>The folder for files that live and die with the database: the one of the SQLite file, else <c>data/</c>.</summary>
    public string Folder => Provider is DatabaseProvider.Sqlite
        ? Path.GetDirectoryName(File)!
        : WorkingRoot.Resolve("data");

    /// <summary>The absolute path of the SQLite file.</summary>
    public string File => new SqliteConnectionStringBuilder(ConnectionString).DataSource;

    public async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        SqlTypes.AreKnown();
        if (kept is not null)
            return kept.Rent();

        var connection = NewConnection();
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A connection for many rows at once: SQLite keeps more of its indexes in memory, or rows in random order would crawl.</summary>
    public async Task<DbConnection> OpenForBulkAsync(CancellationToken cancellation)
    {
        var connection = await OpenAsync(cancellation);
        if (Provider is DatabaseProvider.Sqlite)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA cache_size = -24576";
            await command.ExecuteNonQueryAsync(cancellation);
        }

        return connection;
    }

    /// <summary>
    /// Brings what stands in SQLite's write-ahead log into the file itself, and empties the log. While somebody reads what is older, some
    /// of it stays for the next time.
    /// </summary>
    public async Task CheckpointAsync(CancellationToken cancellation)
    {
        if (Provider is not DatabaseProvider.Sqlite)
            return;

        await using var connection = await OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>
    /// What stands after <c>IN</c> for a long list of texts: Dapper spreads it over parameters, which SQLite would have to look up one
    /// by one, so it gets them as one JSON text.
    /// </summary>
    public string List(string parameter) => Provider is DatabaseProvider.Sqlite ? $"(SELECT value FROM json_each({parameter}))" : parameter;

    /// <summary>The value of the parameter of <see cref="List"/>.</summary>
    public object ListValue(IReadOnlyList<string> texts) => Provider is DatabaseProvider.Sqlite ? JsonSerializer.Serialize(texts) : texts;

    /// <summary>Whether a statement failed because a unique index already holds the value.</summary>
    public static bool IsUniqueViolation(DbException failure) => failure switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteConstraintUnique or SqliteConstraintPrimaryKey,
        SqlException server => SqlServerUnique.Contains(server.Number),
        _ => false,
    };

    /// <summary>Whether a statement failed because it names a row that is not there.</summary>
    public static bool IsForeignKeyViolation(DbException failure) => failure switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteConstraintForeignKey,
        SqlException server => server.Number is SqlServerForeignKey,
        _ => false,
    };

    /// <summary>Whether the database did not answer in time because somebody else holds it.</summary>
    public static bool IsBusy(DbException failure) => failure switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked,
        SqlException server => server.Number is 1205 or 1222 or -2,
        _ => false,
    };

    /// <summary>Whether the provider understands the connection string; nothing is opened.</summary>
    public static bool CanRead(DatabaseProvider provider, string connectionString)
    {
        try
        {
            DbConnectionStringBuilder read = provider is DatabaseProvider.Sqlite
                ? new SqliteConnectionStringBuilder(connectionString)
                : ReadForSqlServer(connectionString);
            return read.Count > 0;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or KeyNotFoundException)
        {
            return false;
        }
    }

    /// <summary>A connection, not opened yet.</summary>
    public DbConnection NewConnection() => Provider is DatabaseProvider.Sqlite ? new SqliteConnection(ConnectionString) : NewForSqlServer(ConnectionString);

    // Apart, because a method brings the types in it along: who has SQLite need not load the other's driver.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static SqlConnection NewForSqlServer(string connectionString) => new(connectionString);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static SqlConnectionStringBuilder ReadForSqlServer(string connectionString) => new(connectionString);

    // Microsoft.Data.Sqlite starts transactions IMMEDIATE by itself and repeats a busy statement for Default Timeout seconds. Its
    // SQLite keeps foreign keys without being told for every connection anew.
    private static string Complete(string connectionString)
    {
        var complete = new SqliteConnectionStringBuilder(connectionString);
        // A file that is lost must be missed: SQLite would make an empty one in its place. Only a migration makes it.
        if (complete.Mode is SqliteOpenMode.ReadWriteCreate)
            complete.Mode = SqliteOpenMode.ReadWrite;
        if (!connectionString.Contains("Timeout", StringComparison.OrdinalIgnoreCase))
            complete.DefaultTimeout = 5;
        complete.DataSource = WorkingRoot.Resolve(complete.DataSource);
        return complete.ToString();
    }
}
