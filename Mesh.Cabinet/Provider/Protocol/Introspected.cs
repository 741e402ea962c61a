using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>What introspection tells of a token (RFC 7662 §2.2): whose it is, for what and until when, and nothing of the person.</summary>
internal sealed class Introspected : IOpenIddictServerHandler<HandleIntrospectionRequestContext>
{
    public ValueTask HandleAsync(HandleIntrospectionRequestContext context)
    {
        context.Claims.Clear();
        context.TokenId = null;
        context.Username = null;
        if (context.GenericTokenPrincipal is { } token)
            context.Scopes.UnionWith(token.GetScopes());
        return ValueTask.CompletedTask;
    }
}
