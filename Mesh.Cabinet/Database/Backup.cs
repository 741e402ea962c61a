using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Database;

/// <summary>What became of a backup.</summary>
internal abstract record BackupOutcome
{
    public sealed record Done(string Path, long Bytes) : BackupOutcome;

    /// <summary>Something bears that name; it stays as it is.</summary>
    public sealed record NameTaken(string Path) : BackupOutcome;

    /// <summary>The database is SQL Server's to copy.</summary>
    public sealed record OfAnotherServer : BackupOutcome;

    public sealed record NoDatabase(string Path) : BackupOutcome;

    /// <param name="Reason">In the words of the system.</param>
    public sealed record Failed(string Reason) : BackupOutcome;
}

/// <summary>
/// Copies a SQLite database as it is at one moment, beside a running product: the file alone is none, because what was written last stands
/// in the log beside it. The copy appears under its name when it is whole.
/// </summary>
internal sealed class Backup(CabinetDatabase database)
{
    public BackupOutcome Run(string path)
    {
        path = Path.GetFullPath(path);
        if (database.Provider is not DatabaseProvider.Sqlite)
            return new BackupOutcome.OfAnotherServer();
        if (!File.Exists(database.File))
            return new BackupOutcome.NoDatabase(database.File);
        if (Path.Exists(path))
            return new BackupOutcome.NameTaken(path);

        var draft = $"{path}.{Environment.ProcessId}";
        try
        {
            OwnFiles.Make(draft).Dispose();
            Copy(draft);
            File.Move(draft, path, overwrite: false);
            return new BackupOutcome.Done(path, new FileInfo(path).Length);
        }
        catch (IOException) when (File.Exists(path))
        {
            return new BackupOutcome.NameTaken(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException)
        {
            return new BackupOutcome.Failed(failure.Message);
        }
        finally
        {
            Forget(draft);
        }
    }

    private void Copy(string draft)
    {
        using var from = new SqliteConnection(new SqliteConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ToString());
        using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = draft, Pooling = false }.ToString());
        from.Open();
        to.Open();
        // In one step, and so by one reading transaction: who writes meanwhile is not held up, and is not in the copy.
        from.BackupDatabase(to);
    }

    private static void Forget(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The folder cannot be written to: then there is none.
        }
    }
}
