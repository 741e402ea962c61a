using Mesh.Cabinet.Provider.Clients;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>A client may ask for what it is registered for, and gets <c>invalid_scope</c> for all else (RFC 6749 §3.3).</summary>
internal sealed class ScopesOfClient(ClientBook clients)
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>, IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>, IOpenIddictServerHandler<ValidateDeviceAuthorizationRequestContext>
{
    public async ValueTask HandleAsync(ValidateDeviceAuthorizationRequestContext context)
    {
        if (!await MayAskAsync(context.ClientId, context.Request, context.CancellationToken))
            context.Reject(Errors.InvalidScope, "The client is not registered for this scope.");
    }

    public async ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        if (!await MayAskAsync(context.ClientId, context.Request, context.CancellationToken))
            context.Reject(Errors.InvalidScope, "The client is not registered for this scope.");
    }

    public async ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context)
    {
        if (!await MayAskAsync(context.ClientId, context.Request, context.CancellationToken))
            context.Reject(Errors.InvalidScope, "The client is not registered for this scope.");
    }

    private async Task<bool> MayAskAsync(string? clientId, OpenIddictRequest request, CancellationToken cancellation) =>
        await clients.FindAsync(clientId!, cancellation) is not { } client
        || !request.GetScopes().Except(client.Scopes.Append(Scopes.OpenId), StringComparer.Ordinal).Any();
}
