using System.Data.Common;
using Dapper;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Database;

/// <summary>The numbered, embedded migrations of the provider in use, run by DbUp.</summary>
public sealed class Schema(CabinetDatabase database)
{
    /// <summary>Whether every migration of this program has been run.</summary>
    /// <exception cref="DbException">The database does not answer.</exception>
    public bool IsCurrent
    {
        get
        {
            // Opening a SQLite file would make it.
            if (database.Provider is DatabaseProvider.Sqlite && !File.Exists(database.File))
                return false;

            try
            {
                var done = Done();
                return Names(database.Provider).All(done.Contains);
            }
            catch (DbException failure) when (CabinetDatabase.IsEmpty(failure))
            {
                return false;
            }
        }
    }

    /// <summary>Runs the missing migrations, each in its own transaction, and returns their names.</summary>
    /// <exception cref="MigrationFailedException">A migration failed; it left nothing behind.</exception>
    /// <exception cref="DatabaseUnfitException">Another build made the database (<see cref="IsForeign"/>).</exception>
    public IReadOnlyList<string> Migrate() => IsCurrent ? [] : Run();

    /// <summary>Whether the database was made by a build whose migrations this program does not have: nothing leads from there to here.</summary>
    /// <exception cref="DbException">The database does not answer.</exception>
    public bool IsForeign
    {
        get
        {
            if (database.Provider is DatabaseProvider.Sqlite && !File.Exists(database.File))
                return false;

            try
            {
                return !Names(database.Provider).ToHashSet(StringComparer.Ordinal).IsSupersetOf(Done());
            }
            catch (DbException failure) when (CabinetDatabase.IsEmpty(failure))
            {
                return false;
            }
        }
    }

    /// <summary>Before a command works: runs the missing migrations where the settings let a program do so.</summary>
    /// <returns>Whether the schema is current.</returns>
    public bool Prepare(DatabaseOptions options)
    {
        if (options.MigrateAtStart)
            Migrate();
        return IsCurrent;
    }

    private string[] Run()
    {
        if (IsForeign)
            throw new DatabaseUnfitException(string.Format(DatabaseText.SchemaForeign, "data/"));
        using var alone = SchemaLock.Take(database);
        // Whoever had to wait for another finds it done.
        if (IsCurrent)
            return [];
        if (database.Provider is DatabaseProvider.Sqlite)
            MakeFile();

        var result = Engine().PerformUpgrade();
        if (result.Successful)
            return [.. result.Scripts.Select(script => script.Name)];

        var error = result.Error is SqlException server ? ServerFailure.Of(server) : result.Error;
        throw result.ErrorScript is { } script ? new MigrationFailedException(script.Name, error) : error;
    }

    /// <summary>The text of the migrations of one provider, in their order.</summary>
    internal static IEnumerable<(string Name, string Sql)> Scripts(DatabaseProvider provider)
    {
        foreach (var name in Names(provider))
        {
            using var reader = new StreamReader(typeof(Schema).Assembly.GetManifestResourceStream(Prefix(provider) + name)!);
            yield return (name, reader.ReadToEnd());
        }
    }

    private static IEnumerable<string> Names(DatabaseProvider provider)
    {
        var prefix = Prefix(provider);
        return typeof(Schema).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => name[prefix.Length..])
            .Order(StringComparer.Ordinal);
    }

    private static string Prefix(DatabaseProvider provider) => $"Mesh.Cabinet.Database.Migrations.{provider}.";

    // The names that DbUp writes down as it runs them.
    private HashSet<string> Done()
    {
        using var connection = database.NewConnection();
        connection.Open();
        const string sql = """
            SELECT ScriptName FROM SchemaVersions
            """;
        return connection.Query<string>(sql).ToHashSet(StringComparer.Ordinal);
    }

    private UpgradeEngine Engine()
    {
        UpgradeEngineBuilder builder = database.Provider is DatabaseProvider.Sqlite
            ? DeployChanges.To.SqliteDatabase(database.ConnectionString)
            : DeployChanges.To.SqlDatabase(database.ConnectionString);
        return builder
            .WithScripts(Scripts(database.Provider).Select(script => new SqlScript(script.Name, script.Sql)))
            .WithTransactionPerScript()
            // An index of a city's records takes its time.
            .WithExecutionTimeout(TimeSpan.Zero)
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build();
    }

    // The write-ahead log is a property of the file: readers then never wait for a writer.
    private void MakeFile()
    {
        OwnFiles.MakeFolder(database.Folder);
        // SQLite gives the files beside it, which hold the same, the rights of this one.
        OwnFiles.Make(database.File).Dispose();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(database.ConnectionString) { Mode = SqliteOpenMode.ReadWriteCreate }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        command.ExecuteNonQuery();
    }
}

/// <summary>A migration failed, and left nothing behind.</summary>
public sealed class MigrationFailedException(string name, Exception inner) : Exception($"Migration {name} failed.", inner)
{
    public string Name { get; } = name;
}
