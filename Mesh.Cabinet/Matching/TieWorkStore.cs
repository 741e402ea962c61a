using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Matching;

/// <summary>The one transaction of a change of ties; left without <see cref="CommitAsync"/>, nothing has happened.</summary>
internal sealed class TieWork(DbConnection connection, DbTransaction transaction, DateTimeOffset now, CancellationToken cancellation) : IAsyncDisposable
{
    public DbConnection Connection => connection;

    public DbTransaction Transaction => transaction;

    public DateTimeOffset Now => now;

    public static async Task<TieWork> BeginAsync(CabinetDatabase database, TimeProvider time, CancellationToken cancellation)
    {
        var connection = await database.OpenAsync(cancellation);
        return new TieWork(connection, await connection.BeginTransactionAsync(cancellation), time.GetUtcNow(), cancellation);
    }

    public Task<int> RunAsync(string sql, object values) => connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));

    public Task<TiedAccount?> AccountOfAsync(string personId)
    {
        const string sql = """
            SELECT Provider, Subject FROM Ties WHERE PersonId = @PersonId
            """;
        return connection.QuerySingleOrDefaultAsync<TiedAccount>(new CommandDefinition(sql, new { PersonId = personId }, transaction, cancellationToken: cancellation));
    }

    public Task<string?> RecordOfAsync(TiedAccount account)
    {
        const string sql = """
            SELECT PersonId FROM Ties WHERE Provider = @Provider AND Subject = @Subject
            """;
        return connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(sql, account, transaction, cancellationToken: cancellation));
    }

    public Task AuditAsync(string happened, string? personId, TiedAccount? account, string why)
    {
        var entry = new AuditEntry(happened) { PersonId = personId, Provider = account?.Provider, Subject = account?.Subject, ByPersonId = AuditEntry.BySupport, Detail = why };
        return AuditTrail.WriteAsync(connection, transaction, entry, now, cancellation);
    }

    public Task CommitAsync() => transaction.CommitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
