using Dapper;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Sandbox.State;

/// <summary>What has happened in the city since it was made: one SQLite file beside the cabinet's database.</summary>
internal sealed class StateFile
{
    private readonly string connectionString;

    private StateFile(string path) => connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 5, Pooling = false }.ToString();

    /// <param name="startsAnew">Whether an earlier state is deleted first, because the cabinet's database is gone too.</param>
    public static async Task<StateFile> OpenAsync(string path, bool startsAnew, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (startsAnew)
        {
            // The journal first: left alone beside a new file it would be played back into it.
            foreach (var suffix in (string[])["-journal", "-wal", "-shm", ""])
                File.Delete(path + suffix);
        }

        var state = new StateFile(path);
        await using var connection = await state.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("""
            CREATE TABLE IF NOT EXISTS Passwords (Via TEXT NOT NULL, Sub TEXT NOT NULL, Hash TEXT NOT NULL, PRIMARY KEY (Via, Sub));
            CREATE TABLE IF NOT EXISTS Profiles (Via TEXT NOT NULL, Sub TEXT NOT NULL, Document TEXT NOT NULL, PRIMARY KEY (Via, Sub));
            CREATE TABLE IF NOT EXISTS DirectoryUsers (
                Id TEXT NOT NULL PRIMARY KEY, UserName TEXT NOT NULL, FoldedUserName TEXT NOT NULL UNIQUE, ExternalId TEXT NULL,
                Document TEXT NOT NULL, PasswordHash TEXT NULL, Version INTEGER NOT NULL, CreatedAt TEXT NOT NULL, ModifiedAt TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS SimplifiedAccounts (
                Sub TEXT NOT NULL PRIMARY KEY, RequestKey TEXT NOT NULL UNIQUE, FoldedLogin TEXT NOT NULL UNIQUE, Document TEXT NOT NULL);
            CREATE INDEX IF NOT EXISTS IX_DirectoryUsers_ExternalId ON DirectoryUsers (ExternalId);
            """, cancellationToken: cancellation));
        return state;
    }

    public async Task<SqliteConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }
}
