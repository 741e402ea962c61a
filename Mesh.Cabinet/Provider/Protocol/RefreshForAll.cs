using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>
/// Every service gets a refresh token: it lives as long as the session that gave it, and longer only with <c>offline_access</c> (OpenID Connect
/// Core §11 leaves that to the server).
/// </summary>
internal sealed class RefreshForAll : IOpenIddictServerHandler<ProcessSignInContext>
{
    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.EndpointType is OpenIddictServerEndpointType.Token && (context.Request!.IsAuthorizationCodeGrantType() || context.Request!.IsDeviceCodeGrantType() || context.Request!.IsRefreshTokenGrantType()))
            context.GenerateRefreshToken = context.IncludeRefreshToken = true;
        return ValueTask.CompletedTask;
    }
}
