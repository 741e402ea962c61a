using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>Where our own turns stand among OpenIddict's.</summary>
internal static class ProviderProtocol
{
    public static void Add(OpenIddictServerBuilder server)
    {
        // Requests.
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseSingletonHandler<ScopesOfClient>().SetOrder(Authentication.ValidateScopes.Descriptor.Order));
        server.AddEventHandler<ValidatePushedAuthorizationRequestContext>(handler => handler.UseSingletonHandler<ScopesOfClient>().SetOrder(Authentication.ValidatePushedScopes.Descriptor.Order));
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseSingletonHandler<OddParameters>().SetOrder(Authentication.ValidateScopes.Descriptor.Order + 1));
        server.AddEventHandler<ValidatePushedAuthorizationRequestContext>(handler => handler.UseSingletonHandler<OddParameters>().SetOrder(Authentication.ValidatePushedScopes.Descriptor.Order + 1));
        server.AddEventHandler<ApplyAuthorizationResponseContext>(handler => handler.UseSingletonHandler<RefusalsGoBack>().SetOrder(Authentication.AttachRedirectUri.Descriptor.Order + 1));

        // What people are shown is no endpoint of OpenIddict's.
        server.AddEventHandler<ProcessRequestContext>(handler => handler.UseSingletonHandler<ApproveByUs>().SetOrder(InferEndpointType.Descriptor.Order + 1));

        // A grant is given where a person is signed in; who waits for one has none yet.
        server.RemoveEventHandler(AttachAuthorization.Descriptor);

        // Panels.
        server.AddEventHandler<ValidateDeviceAuthorizationRequestContext>(handler => handler.UseSingletonHandler<ScopesOfClient>().SetOrder(Device.ValidateScopes.Descriptor.Order));
        server.AddEventHandler<ProcessSignInContext>(handler => handler.UseSingletonHandler<PanelAnswer>().SetOrder(GenerateDeviceCode.Descriptor.Order + 1));
        server.AddEventHandler<ProcessSignInContext>(handler => handler.UseSingletonHandler<NoUserCode>().SetOrder(EvaluateGeneratedTokens.Descriptor.Order + 2));
        server.AddEventHandler<ValidateTokenContext>(handler => handler.UseSingletonHandler<PanelPolls>().SetOrder(Protection.ValidateTokenEntry.Descriptor.Order - 1));
        server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseScopedHandler<PanelEnters>());

        // Clients.
        server.AddEventHandler<ValidateTokenContext>(handler => handler.UseSingletonHandler<AssertionTypes>().SetOrder(Protection.ResolveTokenValidationParameters.Descriptor.Order + 1));
        server.AddEventHandler<ProcessAuthenticationContext>(handler => handler.UseSingletonHandler<AssertionShape>().SetOrder(ValidateClientAssertion.Descriptor.Order - 1));
        server.AddEventHandler<ProcessAuthenticationContext>(handler => handler.UseSingletonHandler<AssertionOnce>().SetOrder(ValidateClientAssertion.Descriptor.Order + 1));

        // Tokens.
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseSingletonHandler<TokenRefusals>().SetOrder(Exchange.ValidateProofKeyForCodeExchangeRequirement.Descriptor.Order - 1));
        server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseScopedHandler<RightAtToken>());
        server.RemoveEventHandler(RedeemTokenEntry.Descriptor);
        server.AddEventHandler<ProcessSignInContext>(handler => handler.UseSingletonHandler<RedeemedOnce>().SetOrder(RedeemTokenEntry.Descriptor.Order));
        server.AddEventHandler<ProcessSignInContext>(handler => handler.UseSingletonHandler<LateTokensEnd>().SetOrder(AttachSignInParameters.Descriptor.Order - 1));
        server.AddEventHandler<ProcessSignInContext>(handler => handler.UseSingletonHandler<RefreshForAll>().SetOrder(EvaluateGeneratedTokens.Descriptor.Order + 1));
        server.AddEventHandler<GenerateTokenContext>(handler => handler.UseSingletonHandler<PlainIdTokens>().SetOrder(Protection.AttachSecurityCredentials.Descriptor.Order - 1));
        server.AddEventHandler<GenerateTokenContext>(handler => handler.UseSingletonHandler<TokenNames>().SetOrder(Protection.CreateTokenEntry.Descriptor.Order - 1));
        server.AddEventHandler<GenerateTokenContext>(handler => handler.UseScopedHandler<TokenKeeping>().SetOrder(Protection.AttachTokenPayload.Descriptor.Order - 1));

        // What is told.
        server.AddEventHandler<ExtractUserInfoRequestContext>(handler => handler.UseSingletonHandler<NoTokenInQuery>().SetOrder(int.MinValue));
        server.AddEventHandler<HandleIntrospectionRequestContext>(handler => handler.UseScopedHandler<RightAtIntrospection>());
        server.AddEventHandler<HandleIntrospectionRequestContext>(handler => handler.UseSingletonHandler<Introspected>().SetOrder(int.MaxValue - 1));
        server.AddEventHandler<HandleRevocationRequestContext>(handler => handler.UseSingletonHandler<RevokedTogether>().SetOrder(int.MaxValue - 1));
        server.AddEventHandler<HandleConfigurationRequestContext>(handler => handler.UseSingletonHandler<Advertised>());

        // Refusals.
        server.AddEventHandler<ProcessErrorContext>(handler => handler.UseSingletonHandler<ErrorsOfClients>().SetOrder(AttachErrorParameters.Descriptor.Order - 1));
        TakeOnlyByPost<ApplyTokenResponseContext>(server);
        TakeOnlyByPost<ApplyPushedAuthorizationResponseContext>(server);
        TakeOnlyByPost<ApplyDeviceAuthorizationResponseContext>(server);
        TakeOnlyByPost<ApplyIntrospectionResponseContext>(server);
        TakeOnlyByPost<ApplyRevocationResponseContext>(server);
    }

    private static void TakeOnlyByPost<TContext>(OpenIddictServerBuilder server)
        where TContext : BaseRequestContext =>
        server.AddEventHandler<TContext>(handler => handler.UseSingletonHandler<OnlyByPost<TContext>>().SetOrder(OpenIddictServerAspNetCoreHandlers.AttachHttpResponseCode<TContext>.Descriptor.Order + 1));
}
