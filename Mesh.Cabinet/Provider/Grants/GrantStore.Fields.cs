using System.Collections.Immutable;
using System.Text.Json;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.Cabinet.Provider.Grants;

/// <summary>The fields of a grant in OpenIddict's words. It makes none and changes none: that is done where the person is known.</summary>
internal sealed partial class GrantStore
{
    public ValueTask<string?> GetIdAsync(ServiceGrant authorization, CancellationToken cancellationToken) => new($"{authorization.Id}");

    public ValueTask<string?> GetApplicationIdAsync(ServiceGrant authorization, CancellationToken cancellationToken) => new(authorization.ClientId);

    public ValueTask<DateTimeOffset?> GetCreationDateAsync(ServiceGrant authorization, CancellationToken cancellationToken) => new(authorization.GivenAt);

    public ValueTask<ImmutableDictionary<string, JsonElement>> GetPropertiesAsync(ServiceGrant authorization, CancellationToken cancellationToken) =>
        new(ImmutableDictionary<string, JsonElement>.Empty);

    public ValueTask<ImmutableArray<string>> GetScopesAsync(ServiceGrant authorization, CancellationToken cancellationToken) =>
        new([.. authorization.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

    public ValueTask<string?> GetStatusAsync(ServiceGrant authorization, CancellationToken cancellationToken) => new(authorization.Status);

    public ValueTask<string?> GetSubjectAsync(ServiceGrant authorization, CancellationToken cancellationToken) => new(authorization.PairwiseSubject);

    public ValueTask<string?> GetTypeAsync(ServiceGrant authorization, CancellationToken cancellationToken) => new(AuthorizationTypes.Permanent);

    public ValueTask<long> CountAsync(CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask<long> CountAsync<TResult>(Func<IQueryable<ServiceGrant>, IQueryable<TResult>> query, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask<TResult?> GetAsync<TState, TResult>(Func<IQueryable<ServiceGrant>, TState, IQueryable<TResult>> query, TState state, CancellationToken cancellationToken) => throw NotAsked();

    public IAsyncEnumerable<ServiceGrant> ListAsync(int? count, int? offset, CancellationToken cancellationToken) => throw NotAsked();

    public IAsyncEnumerable<TResult> ListAsync<TState, TResult>(Func<IQueryable<ServiceGrant>, TState, IQueryable<TResult>> query, TState state, CancellationToken cancellationToken) => throw NotAsked();

    public IAsyncEnumerable<ServiceGrant> FindAsync(string? subject, string? client, string? status, string? type, ImmutableArray<string>? scopes, CancellationToken cancellationToken) => throw NotAsked();

    public IAsyncEnumerable<ServiceGrant> FindByApplicationIdAsync(string identifier, CancellationToken cancellationToken) => throw NotAsked();

    public IAsyncEnumerable<ServiceGrant> FindBySubjectAsync(string subject, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask<ServiceGrant> InstantiateAsync(CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask CreateAsync(ServiceGrant authorization, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask UpdateAsync(ServiceGrant authorization, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask DeleteAsync(ServiceGrant authorization, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask<long> PruneAsync(DateTimeOffset threshold, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask<long> RevokeAsync(string? subject, string? client, string? status, string? type, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask<long> RevokeByApplicationIdAsync(string identifier, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask<long> RevokeBySubjectAsync(string subject, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetApplicationIdAsync(ServiceGrant authorization, string? identifier, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetCreationDateAsync(ServiceGrant authorization, DateTimeOffset? date, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetPropertiesAsync(ServiceGrant authorization, ImmutableDictionary<string, JsonElement> properties, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetScopesAsync(ServiceGrant authorization, ImmutableArray<string> scopes, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetStatusAsync(ServiceGrant authorization, string? status, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetSubjectAsync(ServiceGrant authorization, string? subject, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetTypeAsync(ServiceGrant authorization, string? type, CancellationToken cancellationToken) => throw NotAsked();

    private static NotSupportedException NotAsked() => new("Grants are given where a person is signed in, and end with the session.");
}
