using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using OpenIddict.Abstractions;

namespace Mesh.Cabinet.Provider.Grants;

/// <summary>
/// Grants as rows. Whether one stands is read with it, from the session's own row: however a session ends, what it gave ends in the same
/// moment, and OpenIddict refuses whatever hangs on it.
/// </summary>
internal sealed partial class GrantStore(CabinetDatabase database, TimeProvider time) : IOpenIddictAuthorizationStore<ServiceGrant>, IRetention, ISignInFollower
{
    /// <summary>How long a grant that nobody uses is remembered; a service that goes on by itself has to come again within it.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private static readonly TimeSpan UsedLag = TimeSpan.FromMinutes(1);

    private const string Read = """
        SELECT g.Id, g.ClientId, g.SessionId, g.Provider, g.Subject, g.PairwiseSubject, g.Scopes, g.IsOffline, g.GivenAt, g.UsedAt,
            CASE WHEN g.RevokedAt IS NULL AND (g.IsOffline = @True OR s.Id IS NOT NULL) THEN 1 ELSE 0 END AS Stands
        FROM ServiceGrants g LEFT JOIN Sessions s ON s.Id = g.SessionId AND s.ExpiresAt > @Now
        """;

    Task IRetention.ClearAsync(CancellationToken cancellation) =>
        database.ClearAsync("ServiceGrants", "Id", "UsedAt < @Before AND SessionEndedAt IS NOT NULL", new { Before = time.GetUtcNow() - Kept }, cancellation);

    /// <summary>What a session gave a service before, whatever became of it.</summary>
    public async Task<ServiceGrant?> FindAsync(Guid sessionId, string clientId, CancellationToken cancellation)
    {
        const string sql = $"""
            {Read} WHERE g.SessionId = @SessionId AND g.ClientId = @ClientId
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var values = new { SessionId = sessionId, ClientId = clientId, Now = time.GetUtcNow(), True = true };
        return await connection.QuerySingleOrDefaultAsync<ServiceGrant>(new CommandDefinition(sql, values, cancellationToken: cancellation));
    }

    public async ValueTask<ServiceGrant?> FindByIdAsync(string identifier, CancellationToken cancellationToken)
    {
        const string sql = $"""
            {Read} WHERE g.Id = @Id
            """;
        if (!Guid.TryParse(identifier, out var id))
            return null;
        await using var connection = await database.OpenAsync(cancellationToken);
        var values = new { Id = id, Now = time.GetUtcNow(), True = true };
        return await connection.QuerySingleOrDefaultAsync<ServiceGrant>(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }

    /// <summary>Gives a service what it asks, in this session; what the session gave it before is widened, and holds anew if the person had taken it back.</summary>
    public async Task<Guid> GiveAsync(ServiceGrant grant, CancellationToken cancellation)
    {
        const string widen = """
            UPDATE ServiceGrants SET PairwiseSubject = @PairwiseSubject, Scopes = @Scopes, IsOffline = @IsOffline, UsedAt = @Now, RevokedAt = NULL
            WHERE SessionId = @SessionId AND ClientId = @ClientId;
            SELECT Id FROM ServiceGrants WHERE SessionId = @SessionId AND ClientId = @ClientId
            """;
        const string insert = """
            INSERT INTO ServiceGrants (Id, ClientId, SessionId, Provider, Subject, PairwiseSubject, Scopes, IsOffline, GivenAt, UsedAt)
            VALUES (@Id, @ClientId, @SessionId, @Provider, @Subject, @PairwiseSubject, @Scopes, @IsOffline, @Now, @Now)
            """;
        var values = new { grant.Id, grant.ClientId, grant.SessionId, grant.Provider, grant.Subject, grant.PairwiseSubject, grant.Scopes, grant.IsOffline, Now = time.GetUtcNow() };
        await using var connection = await database.OpenAsync(cancellation);
        Task<Guid?> WidenAsync() => connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(widen, values, cancellationToken: cancellation));
        if (await WidenAsync() is { } given)
            return given;

        try
        {
            await connection.ExecuteAsync(new CommandDefinition(insert, values, cancellationToken: cancellation));
            return grant.Id;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            // Another tab was quicker.
            return await WidenAsync() ?? grant.Id;
        }
    }

    /// <summary>The service does something by it; not each time is worth a write.</summary>
    public async Task UsedAsync(ServiceGrant grant, CancellationToken cancellation)
    {
        if (time.GetUtcNow() - grant.UsedAt < UsedLag)
            return;

        const string sql = """
            UPDATE ServiceGrants SET UsedAt = @Now WHERE Id = @Id
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { grant.Id, Now = time.GetUtcNow() }, cancellationToken: cancellation));
    }

    /// <summary>Services that a session was given to.</summary>
    public async Task<IReadOnlyList<string>> ClientsOfAsync(Guid sessionId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT ClientId FROM ServiceGrants WHERE SessionId = @SessionId ORDER BY ClientId
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(sql, new { SessionId = sessionId }, cancellationToken: cancellation))];
    }

    public Task SignedInAsync(CityProfile profile, DateTimeOffset? authTime, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>
    /// Doubtful sessions have been ended by now; what a service would go on with without one ends here (D21). What was given in a session that stood the
    /// doubt, for its password was asked for since, stands too.
    /// </summary>
    public async Task DistrustedAsync(string provider, string subject, DistrustReason reason, DateTimeOffset since, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE ServiceGrants SET RevokedAt = @Now WHERE Provider = @Provider AND Subject = @Subject AND IsOffline = @True AND RevokedAt IS NULL
                AND NOT EXISTS (SELECT 1 FROM Sessions WHERE Sessions.Id = ServiceGrants.SessionId)
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { Provider = provider, Subject = subject, Now = time.GetUtcNow(), True = true }, cancellationToken: cancellation));
    }

    public Task LeftForGoodAsync(Session session, string browser, CancellationToken cancellation) => Task.CompletedTask;

    public async Task RevokeAsync(Guid id, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE ServiceGrants SET RevokedAt = @Now WHERE Id = @Id AND RevokedAt IS NULL
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { Id = id, Now = time.GetUtcNow() }, cancellationToken: cancellation));
    }
}
