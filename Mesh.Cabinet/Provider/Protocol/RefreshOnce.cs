using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>
/// Of those who come with one refresh token at the same moment one gets the next; for the others it was used, and the family ends (RFC 9700 §4.14.2).
/// OpenIddict lets them all through.
/// </summary>
internal sealed class RefreshOnce(IOpenIddictTokenManager tokens) : IOpenIddictServerHandler<ProcessSignInContext>
{
    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.EndpointType is not OpenIddictServerEndpointType.Token || !context.Request.IsRefreshTokenGrantType()
            || context.Transaction.GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!)?.RefreshTokenPrincipal is not { } principal
            || principal.GetTokenId() is not { } id)
            return;

        // As this request has seen the row: whoever changed it since was quicker.
        if (await tokens.FindByIdAsync(id, context.CancellationToken) is { } token && await tokens.TryRedeemAsync(token, context.CancellationToken))
            return;
        if (principal.GetAuthorizationId() is { } grant)
            await tokens.RevokeByAuthorizationIdAsync(grant, context.CancellationToken);
        context.Reject(Errors.InvalidGrant, "The refresh token was used at the same moment.");
    }
}
