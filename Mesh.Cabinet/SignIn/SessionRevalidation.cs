using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Mesh.Cabinet.SignIn;

/// <summary>Looks at the session's row for every open circuit, so that a session ended elsewhere ends here within 30 seconds.</summary>
internal sealed class SessionRevalidation(ILoggerFactory loggers, ISessions sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(20);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        await sessions.FindAsync(authenticationState.User, cancellationToken) is not null;
}
