using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authentication;

namespace Mesh.Cabinet.SignIn;

/// <inheritdoc cref="IPanelSessions"/>
internal sealed class PanelSessions(SessionStore sessions, EndingStore ending, ISessions current) : IPanelSessions
{
    public Task<Guid> OpenAsync(Session by, string panelId, string title, CancellationToken cancellation) => sessions.OpenOnPanelAsync(by, panelId, title, cancellation);

    public async Task<PanelEntry> EnterAsync(HttpContext http, Guid id)
    {
        // Nobody's browser becomes a panel by what another site sends; the lesson before on the same panel is over.
        var here = await current.FindAsync(http.User, http.RequestAborted);
        if (here is { PanelId: null })
            return PanelEntry.Occupied;
        if (await sessions.EnterPanelAsync(id, http.RequestAborted) is not { } secret || await sessions.FindAsync(id, http.RequestAborted) is not { } session)
            return PanelEntry.Over;
        if (here is not null && here.Id != id)
            await ending.EndAsync(here.Id, http.RequestAborted);

        var (principal, properties) = SessionCookie.Ticket(secret, session.Profile.Subject);
        await http.SignInAsync(SessionCookie.Scheme, principal, properties);
        return PanelEntry.Entered;
    }

    public async Task LeaveAsync(HttpContext http, Session session)
    {
        await ending.EndAsync(session.Id, http.RequestAborted);
        await http.SignOutAsync(SessionCookie.Scheme);
    }
}
