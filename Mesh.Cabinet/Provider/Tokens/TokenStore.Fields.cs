using System.Collections.Immutable;
using System.Text.Json;

namespace Mesh.Cabinet.Provider.Tokens;

/// <summary>The fields of a row in OpenIddict's words, and the questions that are never asked here.</summary>
internal sealed partial class TokenStore
{
    public ValueTask<ServiceToken> InstantiateAsync(CancellationToken cancellationToken) => new(new ServiceToken());

    public ValueTask<string?> GetIdAsync(ServiceToken token, CancellationToken cancellationToken) => new($"{token.Id}");

    public ValueTask<string?> GetApplicationIdAsync(ServiceToken token, CancellationToken cancellationToken) => new(token.ClientId);

    public ValueTask<string?> GetAuthorizationIdAsync(ServiceToken token, CancellationToken cancellationToken) => new(token.GrantId is { } id ? $"{id}" : null);

    public ValueTask<DateTimeOffset?> GetCreationDateAsync(ServiceToken token, CancellationToken cancellationToken) => new(token.CreatedAt);

    public ValueTask<DateTimeOffset?> GetExpirationDateAsync(ServiceToken token, CancellationToken cancellationToken) => new(token.ExpiresAt);

    public ValueTask<string?> GetPayloadAsync(ServiceToken token, CancellationToken cancellationToken) => new(token.Payload);

    public ValueTask<ImmutableDictionary<string, JsonElement>> GetPropertiesAsync(ServiceToken token, CancellationToken cancellationToken) =>
        new(token.Properties is null ? ImmutableDictionary<string, JsonElement>.Empty : JsonSerializer.Deserialize<ImmutableDictionary<string, JsonElement>>(token.Properties)!);

    public ValueTask<DateTimeOffset?> GetRedemptionDateAsync(ServiceToken token, CancellationToken cancellationToken) => new(token.RedeemedAt);

    public ValueTask<string?> GetReferenceIdAsync(ServiceToken token, CancellationToken cancellationToken) => new(token.ReferenceId);

    public ValueTask<string?> GetStatusAsync(ServiceToken token, CancellationToken cancellationToken) => new(token.Status);

    public ValueTask<string?> GetSubjectAsync(ServiceToken token, CancellationToken cancellationToken) => new(token.PairwiseSubject);

    public ValueTask<string?> GetTypeAsync(ServiceToken token, CancellationToken cancellationToken) => new(token.Type);

    public ValueTask SetApplicationIdAsync(ServiceToken token, string? identifier, CancellationToken cancellationToken) => Set(() => token.ClientId = identifier);

    public ValueTask SetAuthorizationIdAsync(ServiceToken token, string? identifier, CancellationToken cancellationToken) =>
        Set(() => token.GrantId = Guid.TryParse(identifier, out var id) ? id : null);

    public ValueTask SetCreationDateAsync(ServiceToken token, DateTimeOffset? date, CancellationToken cancellationToken) => Set(() => token.CreatedAt = date);

    public ValueTask SetExpirationDateAsync(ServiceToken token, DateTimeOffset? date, CancellationToken cancellationToken) => Set(() => token.ExpiresAt = date);

    public ValueTask SetPayloadAsync(ServiceToken token, string? payload, CancellationToken cancellationToken) => Set(() => token.Payload = payload);

    public ValueTask SetPropertiesAsync(ServiceToken token, ImmutableDictionary<string, JsonElement> properties, CancellationToken cancellationToken) =>
        Set(() => token.Properties = properties is { IsEmpty: false } ? JsonSerializer.Serialize(properties) : null);

    public ValueTask SetRedemptionDateAsync(ServiceToken token, DateTimeOffset? date, CancellationToken cancellationToken) => Set(() => token.RedeemedAt = date);

    public ValueTask SetReferenceIdAsync(ServiceToken token, string? identifier, CancellationToken cancellationToken) => Set(() => token.ReferenceId = identifier);

    public ValueTask SetStatusAsync(ServiceToken token, string? status, CancellationToken cancellationToken) => Set(() => token.Status = status);

    public ValueTask SetSubjectAsync(ServiceToken token, string? subject, CancellationToken cancellationToken) => Set(() => token.PairwiseSubject = subject);

    public ValueTask SetTypeAsync(ServiceToken token, string? type, CancellationToken cancellationToken) => Set(() => token.Type = type);

    // Pruned by the keeper of retention, in lots; revoked with their grant.
    public ValueTask<long> PruneAsync(DateTimeOffset threshold, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask<long> RevokeAsync(string? subject, string? client, string? status, string? type, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask<long> RevokeByApplicationIdAsync(string identifier, CancellationToken cancellationToken = default) => throw NotAsked();

    public ValueTask<long> RevokeBySubjectAsync(string subject, CancellationToken cancellationToken = default) => throw NotAsked();

    public ValueTask<long> CountAsync(CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask<long> CountAsync<TResult>(Func<IQueryable<ServiceToken>, IQueryable<TResult>> query, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask<TResult?> GetAsync<TState, TResult>(Func<IQueryable<ServiceToken>, TState, IQueryable<TResult>> query, TState state, CancellationToken cancellationToken) => throw NotAsked();

    public IAsyncEnumerable<ServiceToken> ListAsync(int? count, int? offset, CancellationToken cancellationToken) => throw NotAsked();

    public IAsyncEnumerable<TResult> ListAsync<TState, TResult>(Func<IQueryable<ServiceToken>, TState, IQueryable<TResult>> query, TState state, CancellationToken cancellationToken) => throw NotAsked();

    public IAsyncEnumerable<ServiceToken> FindAsync(string? subject, string? client, string? status, string? type, CancellationToken cancellationToken) => throw NotAsked();

    public IAsyncEnumerable<ServiceToken> FindByApplicationIdAsync(string identifier, CancellationToken cancellationToken) => throw NotAsked();

    public IAsyncEnumerable<ServiceToken> FindByAuthorizationIdAsync(string identifier, CancellationToken cancellationToken) => throw NotAsked();

    public IAsyncEnumerable<ServiceToken> FindBySubjectAsync(string subject, CancellationToken cancellationToken) => throw NotAsked();

    private static ValueTask Set(Action change)
    {
        change();
        return ValueTask.CompletedTask;
    }

    private static NotSupportedException NotAsked() => new("Tokens are found by their id or their value alone.");
}
