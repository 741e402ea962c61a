using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.Cabinet.Provider.Clients;

/// <summary>Clients as OpenIddict asks for them: it reads them, and changes none. What a client may do follows from its registration.</summary>
internal sealed class ClientApplications(ClientBook book) : IOpenIddictApplicationStore<ServiceClient>
{
    private static readonly ImmutableArray<string> OfServices =
    [
        Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.EndSession, Permissions.Endpoints.Introspection,
        Permissions.Endpoints.Revocation, Permissions.Endpoints.PushedAuthorization,
        Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code,
    ];

    private static readonly ImmutableArray<string> OfPanels =
    [
        Permissions.Endpoints.DeviceAuthorization, Permissions.Endpoints.Token, Permissions.Endpoints.Introspection, Permissions.Endpoints.Revocation,
        Permissions.GrantTypes.DeviceCode, Permissions.GrantTypes.RefreshToken,
    ];

    public async ValueTask<ServiceClient?> FindByClientIdAsync(string identifier, CancellationToken cancellationToken) => await book.FindAsync(identifier, cancellationToken);

    public async ValueTask<ServiceClient?> FindByIdAsync(string identifier, CancellationToken cancellationToken) => await book.FindAsync(identifier, cancellationToken);

    public async IAsyncEnumerable<ServiceClient> FindByPostLogoutRedirectUriAsync(string uri, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var client in (await book.ListAsync(cancellationToken)).Where(client => client.PostLogoutRedirectUris.Contains(uri, StringComparer.Ordinal)))
            yield return client;
    }

    public ValueTask<string?> GetIdAsync(ServiceClient application, CancellationToken cancellationToken) => new(application.ClientId);

    public ValueTask<string?> GetClientIdAsync(ServiceClient application, CancellationToken cancellationToken) => new(application.ClientId);

    // Compared by ServiceClients; that there is one is what OpenIddict looks at.
    public ValueTask<string?> GetClientSecretAsync(ServiceClient application, CancellationToken cancellationToken) =>
        new(application.SecretHashes.Count > 0 ? "kept as hashes" : null);

    public ValueTask<string?> GetClientTypeAsync(ServiceClient application, CancellationToken cancellationToken) =>
        new(application.IsConfidential ? ClientTypes.Confidential : ClientTypes.Public);

    public ValueTask<string?> GetApplicationTypeAsync(ServiceClient application, CancellationToken cancellationToken) => new(ApplicationTypes.Web);

    // Nobody is asked whether a service of the school may know what the school knows.
    public ValueTask<string?> GetConsentTypeAsync(ServiceClient application, CancellationToken cancellationToken) => new(ConsentTypes.Implicit);

    public ValueTask<string?> GetDisplayNameAsync(ServiceClient application, CancellationToken cancellationToken) => new(application.Title);

    public ValueTask<ImmutableDictionary<CultureInfo, string>> GetDisplayNamesAsync(ServiceClient application, CancellationToken cancellationToken) =>
        new(ImmutableDictionary<CultureInfo, string>.Empty);

    public ValueTask<JsonWebKeySet?> GetJsonWebKeySetAsync(ServiceClient application, CancellationToken cancellationToken) => new(application.Keys());

    public ValueTask<ImmutableArray<string>> GetPermissionsAsync(ServiceClient application, CancellationToken cancellationToken) => new(application.IsPanel ? OfPanels : OfServices);

    public ValueTask<ImmutableArray<string>> GetRedirectUrisAsync(ServiceClient application, CancellationToken cancellationToken) => new([.. application.RedirectUris]);

    public ValueTask<ImmutableArray<string>> GetPostLogoutRedirectUrisAsync(ServiceClient application, CancellationToken cancellationToken) => new([.. application.PostLogoutRedirectUris]);

    public ValueTask<ImmutableArray<string>> GetRequirementsAsync(ServiceClient application, CancellationToken cancellationToken)
    {
        ImmutableArray<string> requirements = application.RequirePkce ? [Requirements.Features.ProofKeyForCodeExchange] : [];
        return new(application.RequirePar ? requirements.Add(Requirements.Features.PushedAuthorizationRequests) : requirements);
    }

    public ValueTask<ImmutableDictionary<string, JsonElement>> GetPropertiesAsync(ServiceClient application, CancellationToken cancellationToken) =>
        new(ImmutableDictionary<string, JsonElement>.Empty);

    public ValueTask<ImmutableDictionary<string, string>> GetSettingsAsync(ServiceClient application, CancellationToken cancellationToken) =>
        new(ImmutableDictionary<string, string>.Empty);

    public ValueTask<long> CountAsync(CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask<long> CountAsync<TResult>(Func<IQueryable<ServiceClient>, IQueryable<TResult>> query, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask<TResult?> GetAsync<TState, TResult>(Func<IQueryable<ServiceClient>, TState, IQueryable<TResult>> query, TState state, CancellationToken cancellationToken) => throw NotAsked();

    public IAsyncEnumerable<ServiceClient> ListAsync(int? count, int? offset, CancellationToken cancellationToken) => throw NotAsked();

    public IAsyncEnumerable<TResult> ListAsync<TState, TResult>(Func<IQueryable<ServiceClient>, TState, IQueryable<TResult>> query, TState state, CancellationToken cancellationToken) => throw NotAsked();

    public IAsyncEnumerable<ServiceClient> FindByRedirectUriAsync(string uri, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask<ServiceClient> InstantiateAsync(CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask CreateAsync(ServiceClient application, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask UpdateAsync(ServiceClient application, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask DeleteAsync(ServiceClient application, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetApplicationTypeAsync(ServiceClient application, string? type, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetClientIdAsync(ServiceClient application, string? identifier, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetClientSecretAsync(ServiceClient application, string? secret, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetClientTypeAsync(ServiceClient application, string? type, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetConsentTypeAsync(ServiceClient application, string? type, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetDisplayNameAsync(ServiceClient application, string? name, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetDisplayNamesAsync(ServiceClient application, ImmutableDictionary<CultureInfo, string> names, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetJsonWebKeySetAsync(ServiceClient application, JsonWebKeySet? set, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetPermissionsAsync(ServiceClient application, ImmutableArray<string> permissions, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetPostLogoutRedirectUrisAsync(ServiceClient application, ImmutableArray<string> uris, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetPropertiesAsync(ServiceClient application, ImmutableDictionary<string, JsonElement> properties, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetRedirectUrisAsync(ServiceClient application, ImmutableArray<string> uris, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetRequirementsAsync(ServiceClient application, ImmutableArray<string> requirements, CancellationToken cancellationToken) => throw NotAsked();

    public ValueTask SetSettingsAsync(ServiceClient application, ImmutableDictionary<string, string> settings, CancellationToken cancellationToken) => throw NotAsked();

    private static NotSupportedException NotAsked() => new("Clients are registered by the settings and by commands.");
}
