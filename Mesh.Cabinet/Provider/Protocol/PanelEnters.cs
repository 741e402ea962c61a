using System.Security.Claims;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Provider.Authorizing;
using Mesh.Cabinet.Provider.Claims;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.Provider.Grants;
using Mesh.Cabinet.Provider.Panels;
using Mesh.Cabinet.Shell;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>
/// A panel takes what somebody allowed, once. Whether that person is still signed in where they said yes, and belongs to the panel's school, is looked at
/// now: much may have happened since.
/// </summary>
internal sealed class PanelEnters(
    PanelRequestStore requests, ClientBook clients, ISessions sessions, IAccessCheck accessCheck, ServiceRight right, IPanelSessions panels, PairwiseNames names, GiveGrant give) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        if (!context.Request.IsDeviceCodeGrantType() || context.DeviceCodePrincipal is not { } waited || !Guid.TryParse(waited.GetTokenId(), out var token))
            return;

        var cancellation = context.CancellationToken;
        if (await clients.FindAsync(context.ClientId!, cancellation) is { IsPanel: true } panel
            && await requests.EnterAsync(token, panel.ClientId, cancellation) is { } by
            && await sessions.FindAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim(Session.IdClaim, $"{by}")])), cancellation) is { } session
            && await accessCheck.CheckAsync(session, cancellation) is { Person: { } person } access && await right.OpensAsync(panel, access, cancellation))
        {
            var id = await panels.OpenAsync(session, panel.ClientId, panel.Title, cancellation);
            context.SignIn(await give.RunAsync(panel, session with { Id = id, PanelId = panel.ClientId, DeviceId = null }, await names.SubjectAsync(panel, person.Id, cancellation), waited.GetScopes(), cancellation));
            return;
        }

        context.Reject(Errors.AccessDenied, "Whoever allowed it is signed in no more, or does not belong to the panel's school.");
    }
}
