using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Core;

namespace Mesh.Cabinet.Provider.Clients;

/// <summary>OpenIddict's manager of clients, of which each may have two secrets at a time.</summary>
internal sealed class ServiceClients(
    IOpenIddictApplicationCache<ServiceClient> cache, ILogger<OpenIddictApplicationManager<ServiceClient>> logger,
    IOptionsMonitor<OpenIddictCoreOptions> options, IOpenIddictApplicationStore<ServiceClient> store)
    : OpenIddictApplicationManager<ServiceClient>(cache, logger, options, store)
{
    public override ValueTask<bool> ValidateClientSecretAsync(ServiceClient application, string secret, CancellationToken cancellationToken = default) =>
        new(ClientSecret.IsOneOf(application, secret));

    // Exactly as registered, character by character (RFC 9700 §2.1): no loopback port is another's.
    public override ValueTask<bool> ValidateRedirectUriAsync(ServiceClient application, string uri, CancellationToken cancellationToken = default) =>
        new(application.RedirectUris.Contains(uri, StringComparer.Ordinal));

    public override ValueTask<bool> ValidatePostLogoutRedirectUriAsync(ServiceClient application, string uri, CancellationToken cancellationToken = default) =>
        new(application.PostLogoutRedirectUris.Contains(uri, StringComparer.Ordinal));
}
