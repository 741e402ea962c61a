using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>An id token is a word about a sign-in, which nobody hands back for anything: it has no row, and tells none of our own ids (OpenID Connect Core §2).</summary>
internal sealed class PlainIdTokens : IOpenIddictServerHandler<GenerateTokenContext>
{
    private static readonly string[] Own = [OpenIddictConstants.Claims.Private.AuthorizationId, OpenIddictConstants.Claims.Private.TokenId];

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.TokenType is OpenIddictConstants.TokenTypeIdentifiers.IdentityToken)
        {
            context.CreateTokenEntry = false;
            foreach (var claim in Own)
                context.Principal.RemoveClaims(claim);
        }

        return ValueTask.CompletedTask;
    }
}
