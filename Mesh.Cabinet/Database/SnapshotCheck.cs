using Dapper;

namespace Mesh.Cabinet.Database;

/// <summary>
/// In production SQL Server has to let readers go on by the last committed version: by its default every page would wait for an import to end.
/// </summary>
internal sealed class SnapshotCheck(CabinetDatabase database, IHostEnvironment environment) : IHostedService
{
    private const string Cure = "ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE";

    /// <exception cref="DatabaseUnfitException">It does not.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (database.Provider is not DatabaseProvider.SqlServer || !environment.IsProduction())
            return;

        const string sql = """
            SELECT is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()
            """;
        await using var connection = await database.OpenAsync(cancellationToken);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(sql, cancellationToken: cancellationToken)))
            throw new DatabaseUnfitException(string.Format(DatabaseText.SnapshotOff, Cure));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>The database is there and cannot serve as it is set up; the message is for the operator.</summary>
internal sealed class DatabaseUnfitException(string message) : Exception(message);
