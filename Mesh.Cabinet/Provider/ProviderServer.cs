using Mesh.Cabinet.Provider.Claims;
using Mesh.Cabinet.Provider.Panels;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.Cabinet.Provider;

/// <summary>What this provider can do: exactly what its discovery document says.</summary>
internal static class ProviderServer
{
    public const string Authorize = "connect/authorize";
    public const string Token = "connect/token";
    public const string UserInfo = "connect/userinfo";
    public const string EndSession = "connect/logout";

    // RFC 9700 leaves the moments to the server; FAPI 2.0 has a code live a minute at most, and a pushed request ten.
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RequestLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AccessLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RefreshLifetime = Grants.GrantStore.Kept;

    /// <param name="address">The address people use, which is the issuer.</param>
    public static void Configure(OpenIddictServerBuilder server, Uri address)
    {
        server.SetIssuer(address);
        // What is advertised is the address people use; what comes through a proxy is known by its path.
        Uri[] At(string path) => [new Uri(address, path), new Uri(path, UriKind.Relative)];
        server.SetAuthorizationEndpointUris(At(Authorize)).SetTokenEndpointUris(At(Token)).SetUserInfoEndpointUris(At(UserInfo)).SetEndSessionEndpointUris(At(EndSession))
            .SetPushedAuthorizationEndpointUris(At("connect/par")).SetIntrospectionEndpointUris(At("connect/introspect")).SetRevocationEndpointUris(At("connect/revoke"))
            .SetDeviceAuthorizationEndpointUris(At("connect/device")).SetEndUserVerificationEndpointUris(new Uri(address, ApproveEndpoint.Path))
            .SetJsonWebKeySetEndpointUris(At("connect/jwks")).SetConfigurationEndpointUris(At(".well-known/openid-configuration"));
        server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().AllowDeviceAuthorizationFlow();
        server.UseReferenceAccessTokens().UseReferenceRefreshTokens();
        server.SetAuthorizationCodeLifetime(CodeLifetime).SetAccessTokenLifetime(AccessLifetime).SetIdentityTokenLifetime(AccessLifetime)
            .SetRefreshTokenLifetime(RefreshLifetime).SetRefreshTokenReuseLeeway(TimeSpan.Zero).SetDeviceCodeLifetime(PanelCode.Lifetime);
        server.RegisterScopes([.. ServiceScope.All]).DisableScopeValidation().IgnoreScopePermissions();
        server.RegisterClaims(ServiceClaim.All);
        server.Configure(options =>
        {
            options.RequestTokenLifetime = RequestLifetime;
            options.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain);
            // A code goes back in the query, and nowhere a page's script may read it.
            options.ResponseModes.Clear();
            options.ResponseModes.Add(ResponseModes.Query);
            options.SubjectTypes.Clear();
            options.SubjectTypes.Add(SubjectTypes.Pairwise);
            options.PromptValues.Clear();
            // Nobody is asked for consent: whoever demands it gets what there is to get. To choose an account is to be asked anew.
            options.PromptValues.UnionWith([PromptValues.None, PromptValues.Login, PromptValues.Consent, PromptValues.SelectAccount]);
            options.ClientAuthenticationMethods.Clear();
            options.ClientAuthenticationMethods.UnionWith([ClientAuthenticationMethods.ClientSecretBasic, ClientAuthenticationMethods.ClientSecretPost, ClientAuthenticationMethods.PrivateKeyJwt]);
        });
        // Which address is asked is told by Site:PublicAddress, and whether it is by https; HttpsFeature sends others there.
        server.UseAspNetCore().SetRealm("mesh").DisableTransportSecurityRequirement()
            .EnableAuthorizationEndpointPassthrough().EnableUserInfoEndpointPassthrough().EnableEndSessionEndpointPassthrough().EnableErrorPassthrough();
    }
}
