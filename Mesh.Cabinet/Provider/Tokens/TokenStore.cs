using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.Cabinet.Provider.Tokens;

/// <summary>Tokens as rows. What OpenIddict asks of a row that it holds already is beside, in <c>TokenStore.Fields.cs</c>.</summary>
internal sealed partial class TokenStore(CabinetDatabase database, TimeProvider time) : IOpenIddictTokenStore<ServiceToken>, IRetention
{
    /// <summary>How long what has expired is known: whoever comes with it is told that it has, and a code that comes twice ends what it gave.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private const string Columns = "Id, Version, ClientId, GrantId, Type, Status, PairwiseSubject, ReferenceId, Payload, Properties, CreatedAt, ExpiresAt, RedeemedAt";

    Task IRetention.ClearAsync(CancellationToken cancellation) => database.ClearAsync("ServiceTokens", "Id", "ExpiresAt", time.GetUtcNow() - Kept, cancellation);

    public async ValueTask CreateAsync(ServiceToken token, CancellationToken cancellationToken)
    {
        const string sql = """
            INSERT INTO ServiceTokens (Id, Version, ClientId, GrantId, Type, Status, PairwiseSubject, ReferenceId, Payload, Properties, CreatedAt, ExpiresAt, RedeemedAt)
            VALUES (@Id, @Version, @ClientId, @GrantId, @Type, @Status, @PairwiseSubject, @ReferenceId, @Payload, @Properties, @CreatedAt, @ExpiresAt, @RedeemedAt)
            """;
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, token, cancellationToken: cancellationToken));
    }

    public async ValueTask UpdateAsync(ServiceToken token, CancellationToken cancellationToken)
    {
        const string sql = """
            UPDATE ServiceTokens
            SET Version = @NewVersion, ClientId = @ClientId, GrantId = @GrantId, Type = @Type, Status = @Status, PairwiseSubject = @PairwiseSubject, ReferenceId = @ReferenceId,
                Payload = @Payload, Properties = @Properties, CreatedAt = @CreatedAt, ExpiresAt = @ExpiresAt, RedeemedAt = @RedeemedAt
            WHERE Id = @Id AND Version = @Version
            """;
        var (values, next) = (new DynamicParameters(token), Guid.NewGuid());
        values.Add("NewVersion", next);
        await using var connection = await database.OpenAsync(cancellationToken);
        if (await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken)) == 0)
            throw new OpenIddictExceptions.ConcurrencyException("The token was changed meanwhile.");
        token.Version = next;
    }

    public async ValueTask DeleteAsync(ServiceToken token, CancellationToken cancellationToken)
    {
        const string sql = """
            DELETE FROM ServiceTokens WHERE Id = @Id AND Version = @Version
            """;
        await using var connection = await database.OpenAsync(cancellationToken);
        if (await connection.ExecuteAsync(new CommandDefinition(sql, new { token.Id, token.Version }, cancellationToken: cancellationToken)) == 0)
            throw new OpenIddictExceptions.ConcurrencyException("The token was changed meanwhile.");
    }

    public async ValueTask<ServiceToken?> FindByIdAsync(string identifier, CancellationToken cancellationToken)
    {
        const string sql = $"""
            SELECT {Columns} FROM ServiceTokens WHERE Id = @Id
            """;
        return Guid.TryParse(identifier, out var id) ? await FindAsync(sql, new { Id = id }, cancellationToken) : null;
    }

    public async ValueTask<ServiceToken?> FindByReferenceIdAsync(string identifier, CancellationToken cancellationToken)
    {
        const string sql = $"""
            SELECT {Columns} FROM ServiceTokens WHERE ReferenceId = @ReferenceId
            """;
        return identifier.Length <= TextLength.Id ? await FindAsync(sql, new { ReferenceId = identifier }, cancellationToken) : null;
    }

    /// <summary>Takes the token's one use.</summary>
    /// <returns>False for all but the first who come.</returns>
    public async Task<bool> TryRedeemAsync(string identifier, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE ServiceTokens SET Status = @Redeemed, RedeemedAt = @Now, Version = @NewVersion WHERE Id = @Id AND Status = @Valid
            """;
        if (!Guid.TryParse(identifier, out var id))
            return false;
        await using var connection = await database.OpenAsync(cancellation);
        var values = new { Id = id, Statuses.Redeemed, Statuses.Valid, Now = time.GetUtcNow(), NewVersion = Guid.NewGuid() };
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation)) == 1;
    }

    public async Task<bool> IsRevokedAsync(string identifier, CancellationToken cancellation)
    {
        const string sql = """
            SELECT COUNT(*) FROM ServiceTokens WHERE Id = @Id AND Status = @Revoked
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, new { Id = Guid.Parse(identifier), Statuses.Revoked }, cancellationToken: cancellation)) == 1;
    }

    public async ValueTask<long> RevokeByAuthorizationIdAsync(string identifier, CancellationToken cancellationToken)
    {
        const string sql = """
            UPDATE ServiceTokens SET Status = @Revoked, Version = @NewVersion WHERE GrantId = @GrantId AND Status <> @Revoked
            """;
        if (!Guid.TryParse(identifier, out var grant))
            return 0;
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, new { GrantId = grant, Statuses.Revoked, NewVersion = Guid.NewGuid() }, cancellationToken: cancellationToken));
    }

    private async Task<ServiceToken?> FindAsync(string sql, object values, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<ServiceToken>(new CommandDefinition(sql, values, cancellationToken: cancellation));
    }
}
