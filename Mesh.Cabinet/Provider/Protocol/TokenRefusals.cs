using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>What the standards have other words for than OpenIddict: a verifier that is missing (RFC 7636 §4.6), a scope that was never given (RFC 6749 §6).</summary>
internal sealed class TokenRefusals : IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        if (context.Request.IsAuthorizationCodeGrantType() && string.IsNullOrEmpty(context.Request.CodeVerifier)
            && context.AuthorizationCodePrincipal?.HasClaim(OpenIddictConstants.Claims.Private.CodeChallenge) == true)
            context.Reject(Errors.InvalidGrant, "The code_verifier is missing.");
        else if (context.Request.IsRefreshTokenGrantType() && context.RefreshTokenPrincipal is { } given && context.Request.GetScopes().Except(given.GetScopes(), StringComparer.Ordinal).Any())
            context.Reject(Errors.InvalidScope, "The scope is wider than the one that was given.");
        return ValueTask.CompletedTask;
    }
}
