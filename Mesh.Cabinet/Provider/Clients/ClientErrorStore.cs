using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Provider.Clients;

/// <summary>What went wrong for a client, for its developer to read: an error and its reason in the words of the protocol, and nobody's data.</summary>
internal sealed class ClientErrorStore(CabinetDatabase database, TimeProvider time) : IRetention
{
    private const int MaxDescription = 400;
    private const int MaxError = 100;
    private const int Shown = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    Task IRetention.ClearAsync(CancellationToken cancellation) => database.ClearAsync("ClientErrors", "Id", "HappenedAt", time.GetUtcNow() - Kept, cancellation);

    public async Task AddAsync(string clientId, string error, string description, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO ClientErrors (Id, ClientId, HappenedAt, Error, Description) VALUES (@Id, @ClientId, @Now, @Error, @Description)
            """;
        var values = new
        {
            Id = Guid.CreateVersion7(),
            ClientId = clientId,
            Now = time.GetUtcNow(),
            Error = TextLength.Cut(error, MaxError),
            Description = TextLength.Cut(description, MaxDescription),
        };
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
    }

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<ClientError>> ListAsync(string clientId, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} HappenedAt, Error, Description FROM ClientErrors WHERE ClientId = @ClientId ORDER BY HappenedAt DESC {database.Limit("@Most")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<ClientError>(new CommandDefinition(sql, new { ClientId = clientId, Most = Shown }, cancellationToken: cancellation))];
    }
}

/// <summary>One error of a client.</summary>
internal sealed record ClientError
{
    public DateTimeOffset HappenedAt { get; init; }

    public string Error { get; init; } = "";

    public string Description { get; init; } = "";
}
