using Mesh.Cabinet.Provider.Authorizing;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.Provider.Grants;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>A token for a service that is open to its person no more is not active (RFC 7662 §2.2), whatever was given before.</summary>
internal sealed class RightAtIntrospection(GrantStore grants, GrantedPerson people, ClientBook clients, ServiceRight right) : IOpenIddictServerHandler<HandleIntrospectionRequestContext>
{
    public async ValueTask HandleAsync(HandleIntrospectionRequestContext context)
    {
        var cancellation = context.CancellationToken;
        if (context.GenericTokenPrincipal?.GetAuthorizationId() is not { } id)
            return;

        if (await grants.FindByIdAsync(id, cancellation) is { } grant && await clients.FindAsync(grant.ClientId, cancellation) is { } client
            && await people.FindAsync(grant, cancellation) is { } granted && await right.OpensAsync(client, granted.Access, cancellation))
        {
            await grants.UsedAsync(grant, cancellation);
            return;
        }

        context.Reject(Errors.InvalidToken, "The service is open to this person no more.");
    }
}
