using Mesh.Cabinet.Provider.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>A client's assertion is good once (OpenID Connect Core §9), over all nodes.</summary>
internal sealed class AssertionOnce(SpentAssertionStore spent) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.ClientAssertionPrincipal is not { } assertion)
            return;

        var (client, jti) = (assertion.GetClaim(OpenIddictConstants.Claims.Subject)!, assertion.GetClaim(OpenIddictConstants.Claims.JwtId)!);
        if (!await spent.SpendAsync(client, jti, assertion.GetExpirationDate()!.Value, context.CancellationToken))
            context.Reject(Errors.InvalidClient, "The client assertion was used before.");
    }
}
