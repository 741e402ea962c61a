using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Mail;

/// <summary>Which letters a person wants.</summary>
public interface ILetterChoices
{
    /// <summary>Kinds that the account refuses.</summary>
    Task<IReadOnlyList<string>> RefusedAsync(string account, CancellationToken cancellation);

    /// <summary>From now on the account refuses these, as far as they can be refused, and no others.</summary>
    Task SaveAsync(string account, IEnumerable<string> refused, CancellationToken cancellation);
}

/// <inheritdoc cref="ILetterChoices"/>
internal sealed class LetterChoiceStore(CabinetDatabase database) : ILetterChoices
{
    public async Task<IReadOnlyList<string>> RefusedAsync(string account, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await RefusedAsync(connection, null, account, cancellation);
    }

    public async Task SaveAsync(string account, IEnumerable<string> refused, CancellationToken cancellation)
    {
        const string update = """
            UPDATE LetterChoices SET Refused = @Refused WHERE Account = @Account
            """;
        const string insert = """
            INSERT INTO LetterChoices (Account, Refused) VALUES (@Account, @Refused)
            """;
        var values = new { Account = account, Refused = string.Join(',', LetterKind.Refusable.Intersect(refused, StringComparer.Ordinal)) };
        await using var connection = await database.OpenAsync(cancellation);
        if (await connection.ExecuteAsync(new CommandDefinition(update, values, cancellationToken: cancellation)) > 0)
            return;
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(insert, values, cancellationToken: cancellation));
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            // Another tab saved in this moment.
            await connection.ExecuteAsync(new CommandDefinition(update, values, cancellationToken: cancellation));
        }
    }

    /// <summary>The same inside a transaction that is to send a letter.</summary>
    public static async Task<IReadOnlyList<string>> RefusedAsync(DbConnection connection, DbTransaction? transaction, string account, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Refused FROM LetterChoices WHERE Account = @Account
            """;
        var refused = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(sql, new { Account = account }, transaction, cancellationToken: cancellation));
        return refused?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
    }
}
