using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Mesh.Cabinet.Shell;

/// <summary>For what wants the password typed just now (D20), in a circuit: the session as it stands, or the way to be asked and back to the same place.</summary>
internal sealed class FreshSession(AuthenticationStateProvider states, ISessions sessions, NavigationManager navigation, TimeProvider time)
{
    /// <param name="back">The page to come back to, with the question that was asked there.</param>
    /// <returns>Null for who is led away.</returns>
    public async Task<Session?> FindAsync(string back, CancellationToken cancellation)
    {
        var session = await sessions.FindAsync((await states.GetAuthenticationStateAsync()).User, cancellation);
        if (session is null)
            navigation.Refresh(forceReload: true);
        else if (session.IsFresh(time.GetUtcNow()))
            return session;
        else
            navigation.NavigateTo(SignInAddress.Confirm(back), forceLoad: true);
        return null;
    }
}
