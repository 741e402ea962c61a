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
internal sealed class ErasedLoginsStore(CabinetDatabase database, ErasedLoginHashes hashes, IServiceScopeFactory scopes, TimeProvider time) : IErases
{
    public async Task<bool> EraseAsync(DataSubject person, CancellationToken cancellation)
    {
        var isWhole = true;
        foreach (var row in await ListAsync(person, cancellation))
            isWhole &= await IsOutOfDirectoryAsync(row, cancellation) && await EraseAsync(row, cancellation);
        return isWhole;
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
        var logins = new List<ErasedLogin>();
        foreach (var login in new[] { row.Login, row.DirectoryLogin }.OfType<string>().Select(LoginRules.Fold).Distinct(StringComparer.Ordinal))
            logins.Add(await hashes.OfAsync(login, row.PersonId, cancellation));
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var one in logins)
            await connection.ExecuteAsync(new CommandDefinition(keep, new { one.LoginHash, one.OwnerHash, Now = time.GetUtcNow() }, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(forget, new { row.Id }, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private sealed record Row
    {
        public string PersonId { get; init; } = "";

        public Guid Id { get; init; }

        public string Login { get; init; } = "";

        public string? DirectoryLogin { get; init; }
    }
}
