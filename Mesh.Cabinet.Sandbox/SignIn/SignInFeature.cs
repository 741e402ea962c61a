using Mesh.Cabinet.Sandbox.Running;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Sandbox.SignIn;

/// <summary>
/// Registers one OpenID provider that serves both issuers: no issuer is set, so each request's own base address, with the
/// path base of госуслуги where there is one, becomes the issuer.
/// </summary>
internal static class SignInFeature
{
    public static IServiceCollection AddSignIn(this IServiceCollection services, SandboxSettings settings)
    {
        services.AddSingleton<Freshness>().AddSingleton<SpentCodes>();
        services.AddAuthentication().AddCookie(Session.Scheme, cookie =>
        {
            cookie.Cookie.Name = Session.Cookie;
            // One session for both providers: cookies of two paths with one name would hide each other.
            cookie.Cookie.Path = "/";
            cookie.SlidingExpiration = false;
        });
        services.AddOpenIddict().AddServer(server =>
        {
            server.SetAuthorizationEndpointUris("connect/authorize", Sudir.Authorize)
                .SetTokenEndpointUris("connect/token", Sudir.Token)
                .SetUserInfoEndpointUris("connect/userinfo", Sudir.UserInfo)
                .SetEndSessionEndpointUris("connect/sign-out", Sudir.SignOut)
                .SetJsonWebKeySetEndpointUris(".well-known/jwks", Sudir.Keys);
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().AllowPasswordFlow();
            server.Configure(options => options.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain));
            server.RegisterScopes(Scopes.OpenId, Scopes.Profile, Scopes.Email, Scopes.Phone).DisableScopeValidation();
            server.RegisterClaims([.. UserInfo.ClaimNames]);
            server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            // Degraded mode keeps no clients, so the three handlers below know the only one.
            server.EnableDegradedMode();
            server.UseAspNetCore().DisableTransportSecurityRequirement()
                .EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough()
                .EnableUserInfoEndpointPassthrough().EnableEndSessionEndpointPassthrough();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context => CheckAuthorization(context, settings)));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(CheckToken));
            server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(context => CheckEndSession(context, settings)));
        });
        return services;
    }

    private static ValueTask CheckAuthorization(ValidateAuthorizationRequestContext context, SandboxSettings settings)
    {
        if (context.ClientId != SandboxSettings.ClientId)
            context.Reject(Errors.InvalidRequest, "This client_id is not known here.");
        else if (!IsKnown(context.RedirectUri, settings))
            context.Reject(Errors.InvalidRequest, "The redirect_uri must lead to this machine, or to Sandbox:CabinetAddress.");
        return default;
    }

    private static ValueTask CheckToken(ValidateTokenRequestContext context)
    {
        if (context.ClientId != SandboxSettings.ClientId || context.ClientSecret != SandboxSettings.Secret)
            context.Reject(Errors.InvalidClient, "The client_id or client_secret is wrong.");
        return default;
    }

    private static ValueTask CheckEndSession(ValidateEndSessionRequestContext context, SandboxSettings settings)
    {
        if (context.PostLogoutRedirectUri is { Length: > 0 } uri && !IsKnown(uri, settings))
            context.Reject(Errors.InvalidRequest, "The post_logout_redirect_uri must lead to this machine, or to Sandbox:CabinetAddress.");
        else if (context.ClientId is { Length: > 0 } client && client != SandboxSettings.ClientId)
            context.Reject(Errors.InvalidRequest, "This client_id is not known here.");
        return default;
    }

    internal static bool IsKnown(string? uri, SandboxSettings settings) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        && (address.IsLoopback || address.GetLeftPart(UriPartial.Authority) == settings.CabinetAddress.GetLeftPart(UriPartial.Authority));
}
