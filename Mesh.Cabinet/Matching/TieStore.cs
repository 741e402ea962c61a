using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Matching;

/// <summary>Which record an account of mos.ru has, for features that hear of the account only.</summary>
public interface ITies
{
    /// <summary>The id of the record that is this account's; null if none is.</summary>
    Task<string?> FindAsync(string provider, string subject, CancellationToken cancellation);
}

/// <summary>Which record belongs to which mos.ru account: made once, one to one, by two unique indexes (D11).</summary>
internal sealed class TieStore(CabinetDatabase database, TimeProvider time) : ITies
{
    /// <inheritdoc/>
    public async Task<string?> FindAsync(string provider, string subject, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        const string sql = """
            SELECT PersonId FROM Ties WHERE Provider = @Provider AND Subject = @Subject
            """;
        return await connection.QuerySingleOrDefaultAsync<string>(
            new CommandDefinition(sql, new { Provider = provider, Subject = subject }, cancellationToken: cancellation));
    }

    /// <summary>The account whose record this is; null if nobody has come for it.</summary>
    public async Task<TiedAccount?> FindAccountAsync(string personId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        const string sql = """
            SELECT Provider, Subject FROM Ties WHERE PersonId = @PersonId
            """;
        return await connection.QuerySingleOrDefaultAsync<TiedAccount>(
            new CommandDefinition(sql, new { PersonId = personId }, cancellationToken: cancellation));
    }

    /// <returns>False if the record is another account's, or the account has another record.</returns>
    public async Task<bool> TieAsync(string personId, string provider, string subject, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var tie = new { PersonId = personId, Provider = provider, Subject = subject, Now = time.GetUtcNow() };
        const string insert = """
            INSERT INTO Ties (PersonId, Provider, Subject, TiedAt) VALUES (@PersonId, @Provider, @Subject, @Now)
            """;
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(insert, tie, transaction, cancellationToken: cancellation));
            var entry = new AuditEntry("tied") { PersonId = personId, Provider = provider, Subject = subject };
            await AuditTrail.WriteAsync(connection, transaction, entry, tie.Now, cancellation);
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
}

/// <summary>An account of mos.ru or госуслуги, by provider and subject.</summary>
internal sealed record TiedAccount
{
    public required string Provider { get; init; }

    public required string Subject { get; init; }
}
