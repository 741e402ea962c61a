using Mesh.Cabinet.Outside.Gosuslugi;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.SignIn;

/// <summary>What happens at each turn of the way to mos.ru and back.</summary>
internal static class CityEvents
{
    /// <summary>A parameter of sign-in and sign-out that is never written into their state.</summary>
    public const string IdTokenHint = "id_token_hint";

    /// <summary>Handlers of Microsoft.Identity.Web stay in place: events add up.</summary>
    public static void Attach(OpenIdConnectEvents events, string provider)
    {
        events.OnRedirectToIdentityProvider += context =>
        {
            // Extras of Entra that another provider may refuse.
            context.ProtocolMessage.RemoveParameter("client_info");
            context.ProtocolMessage.RemoveParameter("x-client-brkrver");
            // Whom the service expects (OpenID Connect Core §3.1.2.1): the login stands in the form, and may be changed.
            context.ProtocolMessage.LoginHint = ReturnWish.HintOf(context.Properties.RedirectUri);
            if (SettingsOf(context.HttpContext, provider) is { IsEsia: true } esia)
                LeadToEsia(context, esia);
            return Task.CompletedTask;
        };
        events.OnRedirectToIdentityProviderForSignOut += context =>
        {
            // RP-Initiated Logout §2: the client as well, because the token may have been signed by a key that is no more.
            context.ProtocolMessage.ClientId = context.Options.ClientId;
            if (SettingsOf(context.HttpContext, provider).IsEsia)
                context.ProtocolMessage.SetParameter("redirect_url", context.ProtocolMessage.PostLogoutRedirectUri);
            context.ProtocolMessage.IdTokenHint = context.Properties.GetParameter<string>(IdTokenHint);
            return Task.CompletedTask;
        };
        events.OnSignedOutCallbackRedirect += context =>
        {
            // A provider that brings no state back, or somebody who opens the address by hand: not an empty page.
            if (string.IsNullOrEmpty(context.Properties?.RedirectUri))
            {
                context.Response.Redirect("/");
                context.HandleResponse();
            }

            return Task.CompletedTask;
        };
        events.OnTicketReceived += context => OpenSessionAsync(context, provider);
        events.OnRemoteFailure += context => TellOfFailureAsync(context, provider);
    }

    // The state is a part of what is signed, and the framework writes it last.
    private static void LeadToEsia(RedirectContext context, IdentityProviderOptions settings)
    {
        var message = context.ProtocolMessage;
        context.Properties.Items[OpenIdConnectDefaults.RedirectUriForCodePropertiesKey] = message.RedirectUri;
        message.State = context.Options.StateDataFormat.Protect(context.Properties);
        EsiaProof.Apply(message.Parameters, settings, context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        context.Response.Redirect(message.CreateAuthenticationRequestUrl());
        context.HandleResponse();
    }

    // Only where the framework does not do so.
    private static async Task AskUserInfoAsync(TokenValidatedContext context, string provider)
    {
        var settings = SettingsOf(context.HttpContext, provider);
        var person = (System.Security.Claims.ClaimsIdentity)context.Principal!.Identity!;
        if (context.Options.GetClaimsFromUserInfoEndpoint || context.TokenEndpointResponse?.AccessToken is not { Length: > 0 } token)
            return;
        if (settings.IsEsia)
        {
            await EsiaPerson.AddAsync(context.Options.Backchannel, settings.Authority, token, person, context.HttpContext.RequestAborted);
            return;
        }

        var discovery = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        if (discovery.UserInfoEndpoint is { Length: > 0 } address)
            await UserInfo.AddAsync(context.Options, address, token, settings.Names, person, context.HttpContext.RequestAborted);
    }

    private static IdentityProviderOptions SettingsOf(HttpContext http, string provider) =>
        http.RequestServices.GetRequiredService<IOptionsMonitor<IdentityProviderOptions>>().Get(provider);

    /// <summary>Once all others have attached theirs: of several handlers that add up only the last is waited for, and this one asks elsewhere.</summary>
    public static void AttachLast(OpenIdConnectEvents events, string provider)
    {
        var before = events.OnTokenValidated;
        events.OnTokenValidated = async context =>
        {
            await before(context);
            FreshSignIn.Issued(context.Properties, context.Principal);
            context.Properties?.SetParameter(IdTokenHint, context.TokenEndpointResponse?.IdToken);
            await AskUserInfoAsync(context, provider);
        };
    }

    private static async Task TellOfFailureAsync(RemoteFailureContext context, string provider)
    {
        var (http, problem, back) = (context.HttpContext, SignInProblems.Of(context), context.Properties?.RedirectUri);
        var log = http.RequestServices.GetRequiredService<SignInLog>();
        log.Failed(provider, context.Failure);
        if (SignInProblems.IsUsedUp(context) && SignInEndpoints.Anew(context.Properties) is { } anew)
        {
            await SignInEndpoints.ChallengeAsync(http, provider, anew, log);
            context.HandleResponse();
            return;
        }

        // Who went back in the browser, or opened an answer again, is in already: there is nothing to begin anew (E52).
        if (context.Failure?.Data[ProviderFailure.Error] as string == "unauthorized_client")
            http.RequestServices.GetRequiredService<SignInLog>().UnknownClient(provider);
        // The answer comes before anybody has asked who it is.
        var isIn = problem is SignInProblem.Stale && (await http.AuthenticateAsync(SessionCookie.Scheme)).Succeeded;
        if (problem is SignInProblem.Stale && !isIn)
            back = BegunSignIns.Back(http, back);
        if (!isIn)
            http.RequestServices.GetRequiredService<SignInMetrics>().Failed(provider, problem);
        context.Response.Redirect(isIn ? ReturnAddress.Local(back) : SignInProblems.Address(problem, provider, back, back is not null && FreshSignIn.IsWanted(context.Properties)));
        context.HandleResponse();
    }

    private static async Task OpenSessionAsync(TicketReceivedContext context, string provider)
    {
        var (principal, question) = (context.Principal!, context.Properties!);
        var metrics = context.HttpContext.RequestServices.GetRequiredService<SignInMetrics>();
        var settings = SettingsOf(context.HttpContext, provider);
        settings.Names.Translate((System.Security.Claims.ClaimsIdentity)principal.Identity!);
        var profile = CityProfile.Read(provider, principal, settings.VouchesFor, tellsLogin: settings.Names.Login.Length > 0);
        var isFresh = FreshSignIn.IsWanted(question);
        var answer = profile is null ? null : new ProviderAnswer(profile, ProviderAnswer.AuthTimeOf(principal), isFresh, question.GetParameter<string>(IdTokenHint)) { IsShared = ReturnWish.IsShared(context.ReturnUri) };
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var fault = answer is null ? SignInProblem.NoSubject : isFresh ? FreshSignIn.Fault(question, answer, now) : null;
        if (fault is { } problem)
        {
            metrics.Failed(provider, problem);
            context.Response.Redirect(SignInProblems.Address(problem, provider, context.ReturnUri, isFresh));
            context.HandleResponse();
            return;
        }

        var cancellation = context.HttpContext.RequestAborted;
        var services = context.HttpContext.RequestServices;
        var secret = await services.GetRequiredService<BrowserSession>().OpenAsync(context.HttpContext, answer!, cancellation);
        foreach (var follower in services.GetServices<ISignInFollower>())
            await follower.SignedInAsync(profile!, answer!.AuthTime, cancellation);
        (context.Principal, context.Properties) = SessionCookie.Ticket(secret, profile!.Subject);
        metrics.Opened(provider);
    }
}
