using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.SchoolRecords.Import.Staging;

/// <summary>
/// Lets one import run at a time, over all processes. The lease expires by itself, so that a crashed import blocks nobody for long.
/// </summary>
internal sealed class ImportLeaseStore(CabinetDatabase database, TimeProvider time)
{
    /// <summary>How long an import may show no sign of life.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(2);

    private const string Name = "records";

    public async Task<bool> TryTakeAsync(Guid import, CancellationToken cancellation)
    {
        // An import that applies holds the row; whoever wants it now is told so and does not wait.
        var takeExpired = database.WithoutWaiting("""
            UPDATE ImportLease SET ImportId = @ImportId, ExpiresAt = @ExpiresAt WHERE Name = @Name AND ExpiresAt < @Now
            """);
        const string takeFirst = """
            INSERT INTO ImportLease (Name, ImportId, ExpiresAt) VALUES (@Name, @ImportId, @ExpiresAt)
            """;
        var now = time.GetUtcNow();
        var values = new { Name, ImportId = import, ExpiresAt = now + Length, Now = now };
        await using var connection = await database.OpenAsync(cancellation);
        try
        {
            return await connection.ExecuteAsync(new CommandDefinition(takeExpired, values, cancellationToken: cancellation)) == 1
                || await connection.ExecuteAsync(new CommandDefinition(takeFirst, values, cancellationToken: cancellation)) == 1;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure) || CabinetDatabase.IsLocked(failure))
        {
            return false;
        }
    }

    /// <summary>Whether the lease is still this import's; if so it lasts longer from now on.</summary>
    public async Task<bool> TryRenewAsync(Guid import, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await TryRenewAsync(connection, transaction: null, import, cancellation);
    }

    /// <summary>Begins a transaction that needs the lease: nobody else can take it before that ends.</summary>
    /// <exception cref="ImportLeaseLostException">Another import has taken the lease.</exception>
    public async Task<DbTransaction> BeginAsync(DbConnection connection, Guid import, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            return await TryRenewAsync(connection, transaction, import, cancellation) ? transaction : throw new ImportLeaseLostException();
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public async Task ReleaseAsync(Guid import)
    {
        const string sql = """
            DELETE FROM ImportLease WHERE Name = @Name AND ImportId = @ImportId
            """;
        await using (var connection = await database.OpenAsync(CancellationToken.None))
            await connection.ExecuteAsync(sql, new { Name, ImportId = import });
        // Its many rows stand in SQLite's log until then.
        await database.CheckpointAsync(CancellationToken.None);
    }

    private async Task<bool> TryRenewAsync(DbConnection connection, DbTransaction? transaction, Guid import, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE ImportLease SET ExpiresAt = @ExpiresAt WHERE Name = @Name AND ImportId = @ImportId
            """;
        var values = new { Name, ImportId = import, ExpiresAt = time.GetUtcNow() + Length };
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation)) == 1;
    }
}

/// <summary>Another import holds the lease, because this one showed no sign of life for too long.</summary>
internal sealed class ImportLeaseLostException : Exception;
