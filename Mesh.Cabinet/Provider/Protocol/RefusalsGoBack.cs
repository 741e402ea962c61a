using Mesh.Cabinet.Provider.Clients;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>
/// A request that is refused goes back to the client that made it, so long as client and address are registered together (RFC 6749 §4.1.2.1);
/// OpenIddict shows the person a page for each.
/// </summary>
internal sealed class RefusalsGoBack(ClientBook clients) : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    public async ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (context.RedirectUri is not null || context.Response.Error is null || context.Request is not { ClientId: { Length: > 0 } id, RedirectUri: { Length: > 0 } address } request)
            return;
        if (await clients.FindAsync(id, context.CancellationToken) is not { } client || !client.RedirectUris.Contains(address, StringComparer.Ordinal))
            return;

        context.RedirectUri = address;
        // Whatever way the client wanted that there is none of.
        request.ResponseMode = ResponseModes.Query;
    }
}
