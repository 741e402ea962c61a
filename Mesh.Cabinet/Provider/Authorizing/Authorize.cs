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
    ISessions sessions, IAccessCheck accessCheck, IDeviceServices devices, ServiceRight right, CurrentSchool school, PairwiseNames names, GiveGrant give, AskedNote note, TimeProvider time)
{
    public async Task<AuthorizeOutcome> DecideAsync(AuthorizeRequest asked, CancellationToken cancellation)
    {
        if (await sessions.FindAsync(asked.User, cancellation) is not { } session)
            return SendAway(asked, SignInAddress.Landing(BackOf(asked)));

        if (session.WorthAt(time.GetUtcNow()) is SessionWorth.Nothing)
            return SendAway(asked, $"{SignInAddress.Over}?returnUrl={Uri.EscapeDataString(BackOf(asked))}");

        // A panel is good for what panels open, and nobody types a password there.
        if (session.PanelId is not null && (!asked.Client.AllowsPanels || asked.WantsPassword || IsTooOld(asked.Request, session)))
            return asked.IsSilent ? new AuthorizeOutcome.Refused(Errors.LoginRequired, "On a panel this is not opened.") : new AuthorizeOutcome.NotOnPanel(asked.Client);

        // A bound device is good for its own service alone (D20); who was idle may be somebody else by now (D25).
        if (session.DeviceId is { } device ? await devices.FindAsync(device, cancellation) != asked.Client.Service : session is { IsIdle: true, PanelId: null })
            return asked.WantsPassword ? AskAnew(asked) : SendAway(asked, SignInAddress.Door(session.Profile.Provider, BackOf(asked)));

        var isAnew = asked.AskedAt is { } at && session.ConfirmedAt >= at;
        if (!isAnew && (asked.WantsPassword || IsTooOld(asked.Request, session)))
            return AskAnew(asked);

        var access = await accessCheck.CheckAsync(session, cancellation);
        if (access.Person is not { } person || !await right.OpensAsync(asked.Client, access, cancellation))
            return await ClosedAsync(asked, access, cancellation);

        var subject = await names.SubjectAsync(asked.Client, person.Id, cancellation);
        if (asked.Hinted is { } hinted && hinted != subject)
            return isAnew || session.PanelId is not null ? new AuthorizeOutcome.Refused(Errors.LoginRequired, "Another person is signed in than the one expected.") : AskAnew(asked);

        if (await school.IsWantedAsync(asked.Client, asked.Request.GetScopes(), session, access, cancellation))
            return asked.IsSilent ? new AuthorizeOutcome.Refused(Errors.InteractionRequired, "The person has to choose a school.") : new AuthorizeOutcome.SchoolWanted(asked.Client, await school.OfAsync(asked.Client, access, cancellation));

        return new AuthorizeOutcome.Granted(await give.RunAsync(asked.Client, session, subject, asked.Request.GetScopes(), cancellation));
    }

    private async Task<AuthorizeOutcome> ClosedAsync(AuthorizeRequest asked, Access access, CancellationToken cancellation)
    {
        if (asked.IsSilent)
            return new AuthorizeOutcome.Refused(Errors.InteractionRequired, "The service is not open to this person.");
        return await right.FindOffAsync(asked.Client, access, cancellation) is { } off ? new AuthorizeOutcome.SwitchedOff(off) : new AuthorizeOutcome.Closed(asked.Client, access);
    }

    private AuthorizeOutcome AskAnew(AuthorizeRequest asked) => SendAway(asked, $"{SignInAddress.Again}?returnUrl={Uri.EscapeDataString(WithHint(asked, note.Write(asked.Back)))}");

    // Who is a stranger here is asked once: what the provider answers is the password that was wanted.
    private string BackOf(AuthorizeRequest asked) => WithHint(asked, asked.WantsPassword ? note.Write(asked.Back) : asked.Back);

    // A pushed request does not say in its address whom it expects.
    private static string WithHint(AuthorizeRequest asked, string back) =>
        asked.Request.LoginHint is { Length: > 0 } hint && ReturnWish.HintOf(back) is null && back.Length + hint.Length < ReturnAddress.MaxLength ? $"{back}&{ReturnWish.PushedHint}={Uri.EscapeDataString(hint)}" : back;

    // What comes back has to fit into the addresses on the way (RFC 9126 is for the rest).
    private static AuthorizeOutcome SendAway(AuthorizeRequest asked, string address) =>
        asked.Back.Length > ReturnAddress.MaxLength - AskedNote.MaxLength ? new AuthorizeOutcome.Refused(Errors.InvalidRequest, "The request is too long for an address: push it.")
        : asked.IsSilent ? new AuthorizeOutcome.Refused(Errors.LoginRequired, "Nobody is signed in, or not recently enough.") : new AuthorizeOutcome.Away(address);

    private bool IsTooOld(OpenIddictRequest request, Session session) =>
        request.MaxAge is { } seconds && time.GetUtcNow() - HowSignedIn.At(session) > TimeSpan.FromSeconds(seconds);
}
