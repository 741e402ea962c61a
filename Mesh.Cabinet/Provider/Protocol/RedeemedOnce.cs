using System.Security.Claims;
using Mesh.Cabinet.Provider.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>
/// Of those who come with one code, one refresh token or one pushed request at the same moment, at whatever node, one gets what it is good for; for the others it was
/// used, and the family ends (RFC 6749 §4.1.2, RFC 9700 §4.14.2). In the place of OpenIddict's own handler, which reads before it writes.
/// </summary>
internal sealed class RedeemedOnce(TokenStore tokens) : IOpenIddictServerHandler<ProcessSignInContext>
{
    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (Used(context) is not { } principal || principal.GetTokenId() is not { } id || await tokens.TryRedeemAsync(id, context.CancellationToken))
            return;
        if (principal.GetAuthorizationId() is { } grant)
            await tokens.RevokeByAuthorizationIdAsync(grant, context.CancellationToken);
        context.Reject(context.EndpointType is OpenIddictServerEndpointType.Authorization ? Errors.InvalidRequestUri : Errors.InvalidGrant, "It was used at the same moment.");
    }

    /// <summary>What the client came with; null if this is no request of that kind.</summary>
    internal static ClaimsPrincipal? Used(ProcessSignInContext context)
    {
        if (context.Transaction.GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!) is not { } proved)
            return null;
        // A pushed request is completed once (RFC 9126 §4, §7.3).
        if (context.EndpointType is OpenIddictServerEndpointType.Authorization)
            return proved.RequestTokenPrincipal;
        return context.EndpointType is not OpenIddictServerEndpointType.Token ? null
            : context.Request.IsAuthorizationCodeGrantType() ? proved.AuthorizationCodePrincipal
            : context.Request.IsRefreshTokenGrantType() ? proved.RefreshTokenPrincipal
            : context.Request.IsDeviceCodeGrantType() ? proved.DeviceCodePrincipal
            : null;
    }
}
