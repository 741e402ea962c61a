using System.Text.Json;
using Dapper;
using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Sandbox.State;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Sandbox.SimplifiedAccounts;

/// <summary>Accounts that were made for children, with the request that made each.</summary>
internal sealed class SimplifiedAccountStore(StateFile state)
{
    private const int Constraint = 19;

    public async Task<IReadOnlyList<Citizen>> ListAsync(CancellationToken cancellation)
    {
        const string Sql = "SELECT Document FROM SimplifiedAccounts ORDER BY rowid";
        await using var connection = await state.OpenAsync(cancellation);
        return [.. (await connection.QueryAsync<string>(new CommandDefinition(Sql, cancellationToken: cancellation))).Select(Read)];
    }

    /// <summary>The account that an earlier request with this key made; null if none did.</summary>
    public async Task<Citizen?> FindAsync(string requestKey, CancellationToken cancellation)
    {
        const string Sql = "SELECT Document FROM SimplifiedAccounts WHERE RequestKey = @RequestKey";
        await using var connection = await state.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(Sql, new { RequestKey = requestKey }, cancellationToken: cancellation)) is { } document
            ? Read(document)
            : null;
    }

    /// <summary>Writes account and password together.</summary>
    /// <returns>False if the login or the key was used meanwhile.</returns>
    public async Task<bool> AddAsync(Citizen child, string requestKey, string password, CancellationToken cancellation)
    {
        const string Sql = """
            INSERT INTO SimplifiedAccounts (Sub, RequestKey, FoldedLogin, Document) VALUES (@Sub, @RequestKey, @FoldedLogin, @Document);
            INSERT INTO Passwords (Via, Sub, Hash) VALUES (@Via, @Sub, @Hash);
            """;
        await using var connection = await state.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var row = new
        {
            child.Sub,
            child.Via,
            RequestKey = requestKey,
            FoldedLogin = child.Login.ToUpperInvariant(),
            Document = JsonSerializer.Serialize(child),
            Hash = PasswordHash.Make(password),
        };
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(Sql, row, transaction, cancellationToken: cancellation));
            await transaction.CommitAsync(cancellation);
            return true;
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == Constraint)
        {
            return false;
        }
    }

    private static Citizen Read(string document) => JsonSerializer.Deserialize<Citizen>(document)!;
}
