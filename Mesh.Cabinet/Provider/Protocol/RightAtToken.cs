using Mesh.Cabinet.Provider.Authorizing;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.Provider.Grants;
using OpenIddict.Abstractions;
using OpenIddict.Core;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>Whoever lost the role that opens a service gets no tokens for it any more, whatever was given before.</summary>
internal sealed class RightAtToken(OpenIddictAuthorizationManager<ServiceGrant> known, GrantStore grants, GrantedPerson people, ClientBook clients, ServiceRight right) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var cancellation = context.CancellationToken;
        if ((context.AuthorizationCodePrincipal ?? context.RefreshTokenPrincipal)?.GetAuthorizationId() is not { } id)
            return;

        // OpenIddict has read it already.
        if (await known.FindByIdAsync(id, cancellation) is { } grant && await clients.FindAsync(grant.ClientId, cancellation) is { } client
            && await people.FindAsync(grant, cancellation) is { } granted && await right.OpensAsync(client, granted.Access, cancellation))
        {
            await grants.UsedAsync(grant, cancellation);
            return;
        }

        context.Reject(Errors.InvalidGrant, "The service is open to this person no more.");
    }
}
