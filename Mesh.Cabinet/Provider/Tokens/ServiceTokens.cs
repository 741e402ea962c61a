using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Core;

namespace Mesh.Cabinet.Provider.Tokens;

/// <summary>OpenIddict's manager of tokens, which looks before each writing whether another has the same name: names are 256 random bits, and an index keeps them apart.</summary>
internal sealed class ServiceTokens(
    IOpenIddictTokenCache<ServiceToken> cache, ILogger<OpenIddictTokenManager<ServiceToken>> logger, IOptionsMonitor<OpenIddictCoreOptions> options, IOpenIddictTokenStore<ServiceToken> store)
    : OpenIddictTokenManager<ServiceToken>(cache, logger, options, store)
{
    public override IAsyncEnumerable<ValidationResult> ValidateAsync(ServiceToken token, CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<ValidationResult>();
}
