using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.SignIn;

/// <summary>The open sessions of an account, for support.</summary>
internal sealed class SessionHoldingsStore(CabinetDatabase database, TimeProvider time) : IHoldings
{
    public async Task<IReadOnlyList<string>> ListAsync(Holder holder, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Device AS Browser, SignedInAt FROM Sessions WHERE Provider = @Provider AND Subject = @Subject AND ExpiresAt > @Now ORDER BY SignedInAt
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var values = new { holder.Provider, holder.Subject, Now = time.GetUtcNow() };
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, values, cancellationToken: cancellation));
        return [.. rows.Select(row => string.Format(SignInText.Holding, BrowserName.Of(row.Browser), row.SignedInAt.ToLocalTime()))];
    }

    private sealed record Row
    {
        public string Browser { get; init; } = "";

        public DateTimeOffset SignedInAt { get; init; }
    }
}
