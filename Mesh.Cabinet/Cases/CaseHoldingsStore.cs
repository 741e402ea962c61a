using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Cases;

/// <summary>Cases follow their person, with the decisions in them (D3).</summary>
internal sealed class CaseHoldingsStore(CabinetDatabase database, TimeProvider time) : IRecordFollower, IHoldings
{
    public async Task<int> MoveAsync(DbConnection connection, DbTransaction transaction, string fromId, string toId, CancellationToken cancellation)
    {
        const string keyed = """
            SELECT Number, OpenKey FROM SupportCases WHERE PersonId = @From AND OpenKey IS NOT NULL
            """;
        foreach (var row in await connection.QueryAsync<Keyed>(new CommandDefinition(keyed, new { From = fromId }, transaction, cancellationToken: cancellation)))
        {
            if (row.OpenKey.EndsWith($"/{fromId}", StringComparison.Ordinal))
                await MoveKeyAsync(connection, transaction, row with { OpenKey = $"{row.OpenKey[..^fromId.Length]}{toId}" }, cancellation);
        }

        const string move = """
            UPDATE SupportCases SET PersonId = @To WHERE PersonId = @From
            """;
        return await connection.ExecuteAsync(new CommandDefinition(move, new { From = fromId, To = toId }, transaction, cancellationToken: cancellation));
    }

    public async Task<IReadOnlyList<Holder>> FindAsync(string login, CancellationToken cancellation)
    {
        const string sql = """
            SELECT DISTINCT Provider, Subject FROM SupportCases WHERE MosRuLogin = @Login AND Provider IS NOT NULL AND Subject IS NOT NULL
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var accounts = await connection.QueryAsync<Account>(new CommandDefinition(sql, new { Login = login }, cancellationToken: cancellation));
        return [.. accounts.Select(account => new Holder(null, account.Provider, account.Subject))];
    }

    public async Task<IReadOnlyList<string>> ListAsync(Holder holder, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Number, Kind, PersonId, JournalLogin, MosRuLogin, DecidedLogin, OpenedAt, ClosedAt FROM SupportCases
            WHERE ClosedAt IS NULL AND ((Provider = @Provider AND Subject = @Subject) OR PersonId = @PersonId)
            ORDER BY Number
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var cases = await connection.QueryAsync<SupportCase>(new CommandDefinition(sql, holder, cancellationToken: cancellation));
        return [.. cases.Select(open => string.Format(CasesText.Holding, open.Number, CaseWords.Of(open.Kind), open.OpenedAt.ToLocalTime()))];
    }

    // The same question may be open of the other record already: then that one stays.
    private async Task MoveKeyAsync(DbConnection connection, DbTransaction transaction, Keyed moved, CancellationToken cancellation)
    {
        const string taken = """
            SELECT COUNT(*) FROM SupportCases WHERE OpenKey = @OpenKey
            """;
        const string rename = """
            UPDATE SupportCases SET OpenKey = @OpenKey WHERE Number = @Number
            """;
        const string close = """
            UPDATE SupportCases SET OpenKey = NULL, ClosedAt = @Now WHERE Number = @Number
            """;
        var values = new { moved.Number, moved.OpenKey, Now = time.GetUtcNow() };
        var isTaken = await connection.ExecuteScalarAsync<int>(new CommandDefinition(taken, values, transaction, cancellationToken: cancellation)) > 0;
        await connection.ExecuteAsync(new CommandDefinition(isTaken ? close : rename, values, transaction, cancellationToken: cancellation));
    }

    private sealed record Keyed
    {
        public long Number { get; init; }

        public string OpenKey { get; init; } = "";
    }

    private sealed record Account
    {
        public string Provider { get; init; } = "";

        public string Subject { get; init; } = "";
    }
}
