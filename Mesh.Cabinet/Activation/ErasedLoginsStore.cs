using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Logins;
using Mesh.Cabinet.Outside.DomainAccounts;

namespace Mesh.Cabinet.Activation;

/// <summary>
/// Erases an activation: the directory's object goes, and the login stays as a hash, so that it is never another's (E23). The record it was
/// issued to stays the school's; coming back, it may have its own login again.
/// </summary>
internal sealed class ErasedLoginsStore(CabinetDatabase database, ErasedNames names, IServiceScopeFactory scopes, TimeProvider time) : IErases
{
    public async Task<bool> EraseAsync(DataSubject person, CancellationToken cancellation)
    {
        var isWhole = true;
        foreach (var row in await ListAsync(person, cancellation))
            isWhole &= await IsOutOfDirectoryAsync(row, cancellation) && await EraseAsync(row, cancellation);
        return isWhole;
    }

    /// <summary>Whether a login was issued to somebody else who was erased; inside the transaction that reserves it, after it was written there.</summary>
    public async Task<bool> IsAnothersAsync(DbConnection connection, DbTransaction? transaction, string login, string personId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT COUNT(*) FROM ErasedLogins WHERE LoginHash = @LoginHash AND OwnerHash <> @OwnerHash
            """;
        if (await names.TryOpenAsync(connection, transaction, cancellation) is not { } hashes)
            return false;
        var values = Of(hashes, login, personId);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation)) > 0;
    }

    /// <summary>By what a login, and that it was this record's, is known again; not while a connection is open.</summary>
    public async Task<(byte[] Login, byte[] Owner)> HashesAsync(string login, string personId, CancellationToken cancellation)
    {
        var hashes = Of(await names.OpenAsync(cancellation), login, personId);
        return (hashes.LoginHash, hashes.OwnerHash);
    }

    private async Task<IReadOnlyList<Row>> ListAsync(DataSubject person, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT PersonId, Id, Login, DirectoryLogin FROM Activations WHERE PersonId IN {database.List("@Records")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<Row>(new CommandDefinition(sql, new { Records = Dialect.ListValue(person.Records) }, cancellationToken: cancellation))];
    }

    // Nobody needs a directory for whoever has nothing there: a command may run without its settings.
    private async Task<bool> IsOutOfDirectoryAsync(Row row, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IDomainAccounts>().RemoveAsync(row.Id, row.DirectoryLogin ?? row.Login, cancellation) is RemoveOutcome.Removed;
    }

    private async Task<bool> EraseAsync(Row row, CancellationToken cancellation)
    {
        const string keep = """
            INSERT INTO ErasedLogins (LoginHash, OwnerHash, ErasedAt) SELECT @LoginHash, @OwnerHash, @Now
            WHERE NOT EXISTS (SELECT 1 FROM ErasedLogins WHERE LoginHash = @LoginHash)
            """;
        const string forget = """
            DELETE FROM Activations WHERE Id = @Id
            """;
        var hashes = await names.OpenAsync(cancellation);
        await using var connection = await database.OpenAsync(cancellation);
        // The hashes first: whoever takes the login in this moment finds it held, or erased.
        foreach (var login in new[] { row.Login, row.DirectoryLogin }.OfType<string>().Select(LoginRules.Fold).Distinct(StringComparer.Ordinal))
            await connection.ExecuteAsync(new CommandDefinition(keep, Of(hashes, login, row.PersonId), cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(forget, new { row.Id }, cancellationToken: cancellation));
        return true;
    }

    private Hashes Of(NameHashes hashes, string login, string personId)
    {
        var folded = LoginRules.Fold(login);
        return new(hashes.Of("login", folded), hashes.Of("owner", $"{folded}/{personId}"), time.GetUtcNow());
    }

    private sealed record Hashes(byte[] LoginHash, byte[] OwnerHash, DateTimeOffset Now);

    private sealed record Row
    {
        public string PersonId { get; init; } = "";

        public Guid Id { get; init; }

        public string Login { get; init; } = "";

        public string? DirectoryLogin { get; init; }
    }
}
