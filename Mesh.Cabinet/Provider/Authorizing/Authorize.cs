using System.Security.Claims;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Provider.Claims;
using Mesh.Cabinet.Provider.Grants;
using Mesh.Cabinet.Provider.Schools;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.Cabinet.Provider.Authorizing;

/// <summary>Decides what becomes of a service's request (OpenID Connect Core §3.1.2): who is here, is that enough, and may they.</summary>
internal sealed class Authorize(
    ISessions sessions, IAccessCheck accessCheck, IDeviceServices devices, ServiceRight right, CurrentSchool school, PairwiseNames names, GrantStore grants, AskedNote note, TimeProvider time)
{
    public async Task<AuthorizeOutcome> DecideAsync(AuthorizeRequest asked, CancellationToken cancellation)
    {
        if (await sessions.FindAsync(asked.User, cancellation) is not { } session)
            return SendAway(asked, SignInAddress.Landing(asked.Back));

        // A bound device is good for its own service alone (D20); who was idle may be somebody else by now (D25).
        if (session.DeviceId is { } device ? await devices.FindAsync(device, cancellation) != asked.Client.Service : session.IsIdle)
            return SendAway(asked, SignInAddress.Door(session.Profile.Provider, asked.Back));

        var isAnew = asked.AskedAt is { } at && session.ConfirmedAt >= at;
        if (!isAnew && (asked.WantsPassword || IsTooOld(asked.Request, session)))
            return AskAnew(asked);

        var access = await accessCheck.CheckAsync(session, cancellation);
        if (access.Person is not { } person || !await right.OpensAsync(asked.Client, access, cancellation))
            return await ClosedAsync(asked, access, cancellation);

        var subject = await names.SubjectAsync(asked.Client, person.Id, cancellation);
        if (asked.Hinted is { } hinted && hinted != subject)
            return isAnew ? new AuthorizeOutcome.Refused(Errors.LoginRequired, "Another person is signed in than the one expected.") : AskAnew(asked);

        if (await school.IsWantedAsync(asked.Client, asked.Request.GetScopes(), access, cancellation))
            return asked.IsSilent ? new AuthorizeOutcome.Refused(Errors.InteractionRequired, "The person has to choose a school.") : new AuthorizeOutcome.SchoolWanted(asked.Client, await school.OfAsync(asked.Client, access, cancellation));

        return new AuthorizeOutcome.Granted(await GiveAsync(asked, session, subject, cancellation));
    }

    private async Task<AuthorizeOutcome> ClosedAsync(AuthorizeRequest asked, Access access, CancellationToken cancellation)
    {
        if (asked.IsSilent)
            return new AuthorizeOutcome.Refused(Errors.InteractionRequired, "The service is not open to this person.");
        return await right.FindOffAsync(asked.Client, access, cancellation) is { } off ? new AuthorizeOutcome.SwitchedOff(off) : new AuthorizeOutcome.Closed(asked.Client, access);
    }

    private AuthorizeOutcome AskAnew(AuthorizeRequest asked) => SendAway(asked, $"{SignInAddress.Again}?returnUrl={Uri.EscapeDataString(note.Write(asked.Back))}");

    // What comes back has to fit into the addresses on the way (RFC 9126 is for the rest).
    private static AuthorizeOutcome SendAway(AuthorizeRequest asked, string address) =>
        asked.Back.Length > ReturnAddress.MaxLength - AskedNote.MaxLength ? new AuthorizeOutcome.Refused(Errors.InvalidRequest, "The request is too long for an address: push it.")
        : asked.IsSilent ? new AuthorizeOutcome.Refused(Errors.LoginRequired, "Nobody is signed in, or not recently enough.") : new AuthorizeOutcome.Away(address);

    private bool IsTooOld(OpenIddictRequest request, Session session) =>
        request.MaxAge is { } seconds && time.GetUtcNow() - HowSignedIn.At(session) > TimeSpan.FromSeconds(seconds);

    private async Task<ClaimsPrincipal> GiveAsync(AuthorizeRequest asked, Session session, string subject, CancellationToken cancellation)
    {
        var scopes = asked.Request.GetScopes();
        var grant = await grants.GiveAsync(
            new ServiceGrant
            {
                Id = Guid.CreateVersion7(),
                ClientId = asked.Client.ClientId,
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
            .SetClaim(ServiceClaim.Sid, await names.SessionAsync(asked.Client.ClientId, session.Id, cancellation))
            .SetClaim(OpenIddictConstants.Claims.AuthenticationContextReference, HowSignedIn.Class(session))
            .SetClaims(OpenIddictConstants.Claims.AuthenticationMethodReference, [.. HowSignedIn.Methods(session)])
            .SetClaim(OpenIddictConstants.Claims.AuthenticationTime, HowSignedIn.At(session).ToUnixTimeSeconds());
        identity.SetScopes(scopes).SetResources(asked.Client.ClientId).SetAuthorizationId($"{grant}");
        // An id token tells how a person came, and nothing of the person (OpenID Connect Core §5.4).
        identity.SetDestinations(static _ => [Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity);
    }
}
