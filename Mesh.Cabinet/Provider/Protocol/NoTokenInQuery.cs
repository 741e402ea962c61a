using Microsoft.AspNetCore;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>Addresses are written into logs: an access token in one is refused (RFC 9700 §4.3.2).</summary>
internal sealed class NoTokenInQuery : IOpenIddictServerHandler<ExtractUserInfoRequestContext>
{
    public ValueTask HandleAsync(ExtractUserInfoRequestContext context)
    {
        if (context.Transaction.GetHttpRequest()?.Query.ContainsKey(Parameters.AccessToken) == true)
            context.Reject(Errors.InvalidRequest, "An access token must not stand in the address.");
        return ValueTask.CompletedTask;
    }
}
