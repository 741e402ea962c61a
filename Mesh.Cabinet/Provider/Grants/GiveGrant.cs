using System.Collections.Immutable;
using System.Security.Claims;
using Mesh.Cabinet.Provider.Authorizing;
using Mesh.Cabinet.Provider.Claims;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.Shell;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.Cabinet.Provider.Grants;

/// <summary>Gives a client what it asks, in a session, and says how the person came.</summary>
internal sealed class GiveGrant(PairwiseNames names, GrantStore grants)
{
    /// <param name="subject">By what name the client knows the person.</param>
    /// <returns>What its tokens are made of.</returns>
    public async Task<ClaimsPrincipal> RunAsync(ServiceClient client, Session session, string subject, ImmutableArray<string> scopes, CancellationToken cancellation)
    {
        var grant = await grants.GiveAsync(
            new ServiceGrant
            {
                Id = Guid.CreateVersion7(),
                ClientId = client.ClientId,
                SessionId = session.Id,
                Provider = session.Profile.Provider,
                Subject = session.Profile.Subject,
                PairwiseSubject = subject,
                Scopes = string.Join(' ', scopes),
                IsOffline = scopes.Contains(Scopes.OfflineAccess),
            },
            cancellation);

        var identity = new ClaimsIdentity("mesh", OpenIddictConstants.Claims.Subject, null);
        identity.SetClaim(OpenIddictConstants.Claims.Subject, subject)
            .SetClaim(ServiceClaim.Sid, await names.SessionAsync(client.ClientId, session.Id, cancellation))
            .SetClaim(OpenIddictConstants.Claims.AuthenticationContextReference, HowSignedIn.Class(session))
            .SetClaims(OpenIddictConstants.Claims.AuthenticationMethodReference, [.. HowSignedIn.Methods(session)])
            .SetClaim(OpenIddictConstants.Claims.AuthenticationTime, HowSignedIn.At(session).ToUnixTimeSeconds());
        identity.SetScopes(scopes).SetResources(client.ClientId).SetAuthorizationId($"{grant}");
        // An id token tells how a person came, and nothing of the person (OpenID Connect Core §5.4).
        identity.SetDestinations(static _ => [Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity);
    }
}
