using Mesh.Cabinet.Provider.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>With a refresh token all that was made by it is revoked (RFC 7009 §2.1).</summary>
internal sealed class RevokedTogether(TokenStore tokens) : IOpenIddictServerHandler<HandleRevocationRequestContext>
{
    public async ValueTask HandleAsync(HandleRevocationRequestContext context)
    {
        if (context.GenericTokenPrincipal is { } token && token.HasTokenType(OpenIddictConstants.TokenTypeIdentifiers.RefreshToken) && token.GetAuthorizationId() is { } grant)
            await tokens.RevokeByAuthorizationIdAsync(grant, context.CancellationToken);
    }
}
