using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.SignIn;

/// <summary>
/// The schemes, of which none looks at every request: the framework would make the handlers of both doors each time, to see whether
/// the city answers. Its answers come to addresses of their own, and are endpoints (<see cref="SignInEndpoints"/>).
/// </summary>
internal sealed class SchemesWithAddresses(IOptions<AuthenticationOptions> options) : AuthenticationSchemeProvider(options)
{
    public override Task<IEnumerable<AuthenticationScheme>> GetRequestHandlerSchemesAsync() => Task.FromResult<IEnumerable<AuthenticationScheme>>([]);
}
