using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.SignIn;

/// <summary>What happens at each turn of the way to mos.ru and back.</summary>
internal static class CityEvents
{
    /// <summary>Handlers of Microsoft.Identity.Web stay in place: events add up.</summary>
    public static void Attach(OpenIdConnectEvents events, string provider)
    {
        events.OnRedirectToIdentityProvider += context =>
        {
            // Extras of Entra that another provider may refuse.
            context.ProtocolMessage.RemoveParameter("client_info");
            context.ProtocolMessage.RemoveParameter("x-client-brkrver");
            return Task.CompletedTask;
        };
        events.OnRedirectToIdentityProviderForSignOut += context =>
        {
            // Instead of an id_token_hint, which would have to be kept (RP-Initiated Logout §2).
            context.ProtocolMessage.ClientId = context.Options.ClientId;
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
        events.OnRemoteFailure += context =>
        {
            var problem = SignInProblems.Of(context);
            context.HttpContext.RequestServices.GetRequiredService<SignInMetrics>().Failed(provider, problem);
            context.Response.Redirect(SignInProblems.Address(problem, provider, Back(context.Properties, context.Properties?.RedirectUri)));
            context.HandleResponse();
            context.HttpContext.RequestServices.GetRequiredService<SignInLog>().Failed(provider, context.Failure?.GetType().Name ?? "");
            return Task.CompletedTask;
        };
    }

    private static async Task OpenSessionAsync(TicketReceivedContext context, string provider)
    {
        var (principal, question) = (context.Principal!, context.Properties!);
        var metrics = context.HttpContext.RequestServices.GetRequiredService<SignInMetrics>();
        var settings = context.HttpContext.RequestServices.GetRequiredService<IOptionsMonitor<IdentityProviderOptions>>().Get(provider);
        var profile = CityProfile.Read(provider, principal, settings.VouchesFor);
        var isFresh = FreshSignIn.IsWanted(question);
        var fault = profile is null ? SignInProblem.NoSubject : isFresh ? FreshSignIn.Fault(question, principal, profile) : null;
        if (fault is { } problem)
        {
            metrics.Failed(provider, problem);
            context.Response.Redirect(SignInProblems.Address(problem, provider, Back(question, context.ReturnUri)));
            context.HandleResponse();
            return;
        }

        var cancellation = context.HttpContext.RequestAborted;
        var services = context.HttpContext.RequestServices;
        var answer = new ProviderAnswer(profile!, ProviderAnswer.AuthTimeOf(principal), isFresh);
        var secret = await services.GetRequiredService<BrowserSession>().OpenAsync(context.HttpContext, answer, cancellation);
        foreach (var follower in services.GetServices<ISignInFollower>())
            await follower.SignedInAsync(profile!, answer.AuthTime, cancellation);
        (context.Principal, context.Properties) = SessionCookie.Ticket(secret, profile!.Subject);
        metrics.Opened(provider);
    }

    // Only a fresh sign-in has a page to come back to: an ordinary one starts anew.
    private static string? Back(AuthenticationProperties? question, string? address) => FreshSignIn.IsWanted(question) ? address : null;
}
