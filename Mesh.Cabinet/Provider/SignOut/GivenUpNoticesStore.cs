using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Provider.Clients;

namespace Mesh.Cabinet.Provider.SignOut;

/// <summary>Services that could not be told of ended sessions within the hour; for whoever works for the city.</summary>
public interface IGivenUpNotices
{
    /// <summary>By service, the one that misses most first; none for whoever does not work for the city.</summary>
    Task<IReadOnlyList<GivenUpService>> ListAsync(bool isCity, CancellationToken cancellation);

    /// <summary>For another hour the service is tried again.</summary>
    /// <param name="by">Names the operator in the trail.</param>
    /// <returns>Of how many ended sessions it is told.</returns>
    Task<int> SendAgainAsync(bool isCity, string clientId, string by, string why, CancellationToken cancellation);
}

/// <param name="Count">Ended sessions of which it knows nothing.</param>
/// <param name="Since">When the first of them was given up.</param>
/// <param name="LastFailure">What it answered the last time, or that it did not.</param>
public sealed record GivenUpService(string ClientId, string Title, int Count, DateTimeOffset Since, string LastFailure)
{
    /// <summary>In the trail.</summary>
    public const string SentAgain = "sign-outs-sent-again";
}

/// <inheritdoc cref="IGivenUpNotices"/>
internal sealed class GivenUpNoticesStore(CabinetDatabase database, ClientBook clients, TimeProvider time) : IGivenUpNotices
{
    public async Task<IReadOnlyList<GivenUpService>> ListAsync(bool isCity, CancellationToken cancellation)
    {
        const string sql = """
            SELECT n.ClientId, COUNT(*) AS Total, MIN(n.GivenUpAt) AS Since,
                (SELECT MAX(l.LastFailure) FROM LogoutNotices l WHERE l.ClientId = n.ClientId
                    AND l.GivenUpAt = (SELECT MAX(m.GivenUpAt) FROM LogoutNotices m WHERE m.ClientId = n.ClientId)) AS LastFailure
            FROM LogoutNotices n WHERE n.GivenUpAt IS NOT NULL AND @IsCity = @True
            GROUP BY n.ClientId
            """;
        var services = new List<GivenUpService>();
        foreach (var row in (await ReadAsync(sql, new { IsCity = isCity, True = true }, cancellation)).OrderByDescending(row => row.Total).ThenBy(row => row.ClientId, StringComparer.Ordinal))
            services.Add(new GivenUpService(row.ClientId, (await clients.FindKnownAsync(row.ClientId, cancellation))?.Title ?? row.ClientId, row.Total, row.Since, row.LastFailure ?? ""));
        return services;
    }

    public async Task<int> SendAgainAsync(bool isCity, string clientId, string by, string why, CancellationToken cancellation)
    {
        const string again = """
            UPDATE LogoutNotices SET GivenUpAt = NULL, Tries = 0, CreatedAt = @Now, DueAt = @Now WHERE ClientId = @ClientId AND GivenUpAt IS NOT NULL AND @IsCity = @True
            """;
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var sent = await connection.ExecuteAsync(new CommandDefinition(again, new { ClientId = clientId, Now = now, IsCity = isCity, True = true }, transaction, cancellationToken: cancellation));
        if (sent > 0)
            await AuditTrail.WriteAsync(connection, transaction, new AuditEntry(GivenUpService.SentAgain) { ByPersonId = by, Detail = $"{clientId} · {why}" }, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return sent;
    }

    private async Task<IEnumerable<Row>> ReadAsync(string sql, object values, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QueryAsync<Row>(new CommandDefinition(sql, values, cancellationToken: cancellation));
    }

    private sealed record Row
    {
        public string ClientId { get; init; } = "";

        public int Total { get; init; }

        public DateTimeOffset Since { get; init; }

        public string? LastFailure { get; init; }
    }
}
