using Mesh.Cabinet.Provider.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>
/// Who comes second may end the family while the first one's tokens are being made: those end as well. So a family that was ended stays so,
/// whichever of the two was quicker.
/// </summary>
internal sealed class LateTokensEnd(TokenStore tokens) : IOpenIddictServerHandler<ProcessSignInContext>
{
    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (RedeemedOnce.Used(context) is { } used && used.GetTokenId() is { } id && used.GetAuthorizationId() is { } grant && await tokens.IsRevokedAsync(id, context.CancellationToken))
            await tokens.RevokeByAuthorizationIdAsync(grant, context.CancellationToken);
    }
}
