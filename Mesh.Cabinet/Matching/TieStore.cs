using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Microsoft.Extensions.Caching.Memory;

namespace Mesh.Cabinet.Matching;

/// <summary>Which record an account of mos.ru has, for features that hear of the account only.</summary>
public interface ITies
{
    /// <summary>The id of the record that is this account's; null if none is.</summary>
    Task<string?> FindAsync(string provider, string subject, CancellationToken cancellation);

    /// <summary>The account whose record this is; null if nobody has come for it.</summary>
    Task<TiedAccount?> FindAccountAsync(string personId, CancellationToken cancellation);

    /// <summary>Ties a new account to its record inside the caller's transaction (D17).</summary>
    /// <returns>False if the record is another account's; then the caller's transaction has to end without a trace.</returns>
    Task<bool> TieAsync(DbConnection connection, DbTransaction transaction, string personId, TiedAccount account, CancellationToken cancellation);
}

/// <summary>An account of mos.ru or госуслуги, by provider and subject.</summary>
public sealed record TiedAccount
{
    public required string Provider { get; init; }

    public required string Subject { get; init; }
}

/// <summary>Which record belongs to which mos.ru account: made once, one to one, by two unique indexes (D11).</summary>
internal sealed class TieStore(CabinetDatabase database, TimeProvider time) : ITies, IDisposable
{
    private static readonly MemoryCacheEntryOptions Entry = new() { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(5) };

    // A tie is made once and never changes: one that was read stays true. That there is none does not.
    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <inheritdoc/>
    public async Task<string?> FindAsync(string provider, string subject, CancellationToken cancellation)
    {
        if (known.TryGetValue((provider, subject), out string? remembered))
            return remembered;

        var id = await ReadAsync(provider, subject, cancellation);
        return id is null ? null : known.Set((provider, subject), id, Entry);
    }

    public void Dispose() => known.Dispose();

    private async Task<string?> ReadAsync(string provider, string subject, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        const string sql = """
            SELECT PersonId FROM Ties WHERE Provider = @Provider AND Subject = @Subject
            """;
        return await connection.QuerySingleOrDefaultAsync<string>(
            new CommandDefinition(sql, new { Provider = provider, Subject = subject }, cancellationToken: cancellation));
    }

    /// <inheritdoc/>
    public async Task<TiedAccount?> FindAccountAsync(string personId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await FindAccountAsync(connection, null, personId, cancellation);
    }

    /// <inheritdoc/>
    public async Task<bool> TieAsync(DbConnection connection, DbTransaction transaction, string personId, TiedAccount account, CancellationToken cancellation)
    {
        // The owner may have signed in before us: then the same tie stands already.
        if (await FindAccountAsync(connection, transaction, personId, cancellation) is { } earlier)
            return earlier == account;

        try
        {
            await InsertAsync(connection, transaction, personId, account, cancellation);
            return true;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return false;
        }
    }

    /// <returns>False if the record is another account's, or the account has another record.</returns>
    public async Task<bool> TieAsync(string personId, string provider, string subject, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await InsertAsync(connection, transaction, personId, new TiedAccount { Provider = provider, Subject = subject }, cancellation);
            await transaction.CommitAsync(cancellation);
            return true;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            await transaction.RollbackAsync(cancellation);
            // The same person in two tabs: the other one made the same tie.
            return await FindAsync(provider, subject, cancellation) == personId;
        }
    }

    private async Task InsertAsync(DbConnection connection, DbTransaction transaction, string personId, TiedAccount account, CancellationToken cancellation)
    {
        const string insert = """
            INSERT INTO Ties (PersonId, Provider, Subject, TiedAt) VALUES (@PersonId, @Provider, @Subject, @Now)
            """;
        var now = time.GetUtcNow();
        var tie = new { PersonId = personId, account.Provider, account.Subject, Now = now };
        await connection.ExecuteAsync(new CommandDefinition(insert, tie, transaction, cancellationToken: cancellation));
        var entry = new AuditEntry("tied") { PersonId = personId, Provider = account.Provider, Subject = account.Subject };
        await AuditTrail.WriteAsync(connection, transaction, entry, now, cancellation);
    }

    private static async Task<TiedAccount?> FindAccountAsync(DbConnection connection, DbTransaction? transaction, string personId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Provider, Subject FROM Ties WHERE PersonId = @PersonId
            """;
        return await connection.QuerySingleOrDefaultAsync<TiedAccount>(
            new CommandDefinition(sql, new { PersonId = personId }, transaction, cancellationToken: cancellation));
    }
}
