using Mesh.Cabinet.Provider.Panels;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>A panel that asks too often is told so, and waits longer from then on (RFC 8628 §3.5).</summary>
internal sealed class PanelPolls(PanelRequestStore requests) : IOpenIddictServerHandler<ValidateTokenContext>
{
    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.Principal?.GetTokenType() is TokenTypeIdentifiers.Private.DeviceCode && Guid.TryParse(context.TokenId, out var token)
            && !await requests.AskAsync(token, context.CancellationToken))
            context.Reject(Errors.SlowDown, "The panel asks too often: the interval is longer by five seconds from now on.");
    }
}
