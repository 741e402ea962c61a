using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

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
    private const int SqlServerNoTable = 208;
    private const int SqliteNoTable = 1;
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqlServerLocked = 1222;
    private const int SqlServerTimeout = -2;
    private static readonly int[] SqlServerUnique = [2601, 2627];

    // A deadlock; a row that changed under a snapshot.
    private static readonly int[] SqlServerUndone = [1205, 3960];

    // Locks, memory or workers exhausted, a failover, the network.
    private static readonly int[] SqlServerPassing =
        [-1, 20, 53, 64, 121, 233, 1204, 8645, 10053, 10054, 10060, 10928, 10929, 40197, 40501, 40613, 49918, 49919, 49920];

    private readonly Func<DbConnection> server;

    public CabinetDatabase(DatabaseProvider provider, string connectionString)
    {
        Provider = provider;
        ConnectionString = provider is DatabaseProvider.Sqlite ? Complete(connectionString) : connectionString;
        server = () => new SqlConnection(ConnectionString);
    }

    /// <param name="server">Makes connections to what speaks as SQL Server does.</param>
    internal CabinetDatabase(Func<DbConnection> server)
    {
        Provider = DatabaseProvider.SqlServer;
        ConnectionString = "";
        this.server = server;
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

    public Task<DbConnection> OpenAsync(CancellationToken cancellation) => OpenAsync(NewConnection(), cancellation);

    /// <summary>A connection for many rows at once: SQLite keeps more of its indexes in memory, or rows in random order would crawl.</summary>
    public async Task<DbConnection> OpenForBulkAsync(CancellationToken cancellation)
    {
        if (Provider is not DatabaseProvider.Sqlite)
            return await OpenAsync(cancellation);

        // No pool hands it on with that much memory.
        var connection = await OpenAsync(new SqliteConnection(new SqliteConnectionStringBuilder(ConnectionString) { Pooling = false }.ToString()), cancellation);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA cache_size = -24576";
        command.ExecuteNonQuery();
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

    /// <summary>Whether a statement failed because a unique index already holds the value.</summary>
    public static bool IsUniqueViolation(DbException failure) => failure switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteConstraintUnique or SqliteConstraintPrimaryKey,
        _ => ServerFailure.NumberOf(failure) is { } number && SqlServerUnique.Contains(number),
    };

    /// <summary>Whether a statement failed because it names a row that is not there.</summary>
    public static bool IsForeignKeyViolation(DbException failure) => failure switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteConstraintForeignKey,
        _ => ServerFailure.NumberOf(failure) is SqlServerForeignKey,
    };

    /// <summary>Whether the database did not answer in time because somebody else holds it.</summary>
    public static bool IsBusy(DbException failure) => failure switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked,
        _ => IsUndone(failure) || IsPassing(failure) || ServerFailure.NumberOf(failure) is SqlServerLocked or SqlServerTimeout,
    };

    /// <summary>Whether a statement failed because its table is not there.</summary>
    public static bool IsEmpty(DbException failure) => failure switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteNoTable,
        _ => ServerFailure.NumberOf(failure) is SqlServerNoTable,
    };

    /// <summary>Whether the server undid the whole transaction for somebody else's sake, so that the same is done by doing it again.</summary>
    public static bool IsUndone(DbException failure) => ServerFailure.NumberOf(failure) is { } number && SqlServerUndone.Contains(number);

    /// <summary>Whether the server or the way to it is away for a moment; what was under way may have been done.</summary>
    public static bool IsPassing(DbException failure) => failure is ServerFailure { IsAway: true } || ServerFailure.NumberOf(failure) is { } number && SqlServerPassing.Contains(number);

    /// <summary>Whether somebody else holds what a statement would not wait for.</summary>
    public static bool IsLocked(DbException failure) => ServerFailure.NumberOf(failure) is SqlServerLocked;

    /// <summary>Does a whole transaction once more that the server undid; it has to begin anew by itself.</summary>
    public static async Task<T> RepeatAsync<T>(Func<Task<T>> transaction, CancellationToken cancellation)
    {
        try
        {
            return await transaction();
        }
        catch (DbException failure) when (IsUndone(failure))
        {
            await Task.Delay(ServerConnection.Pause, cancellation);
            return await transaction();
        }
    }

    /// <summary>Whether the provider understands the connection string; nothing is opened.</summary>
    public static bool CanRead(DatabaseProvider provider, string connectionString)
    {
        try
        {
            DbConnectionStringBuilder read = provider is DatabaseProvider.Sqlite
                ? new SqliteConnectionStringBuilder(connectionString)
                : new SqlConnectionStringBuilder(connectionString);
            return read.Count > 0;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or KeyNotFoundException)
        {
            return false;
        }
    }

    /// <summary>A connection, not opened yet.</summary>
    public DbConnection NewConnection()
    {
        if (Provider is not DatabaseProvider.Sqlite)
            return new ServerConnection(server());

        var connection = new SqliteConnection(ConnectionString);
        // Whoever has a file open goes on with it when it is taken away, and writes what nobody will read: then no pool may keep it.
        if (!System.IO.File.Exists(connection.DataSource))
            SqliteConnection.ClearPool(connection);
        return connection;
    }

    private static async Task<DbConnection> OpenAsync(DbConnection connection, CancellationToken cancellation)
    {
        SqlTypes.AreKnown();
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
