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
            context.Response.Redirect(SignInProblems.Address(SignInProblems.Of(context), provider, Back(context.Properties, context.Properties?.RedirectUri)));
            context.HandleResponse();
            context.HttpContext.RequestServices.GetRequiredService<SignInLog>().Failed(provider, context.Failure?.GetType().Name ?? "");
            return Task.CompletedTask;
        };
    }

    private static async Task OpenSessionAsync(TicketReceivedContext context, string provider)
    {
        var answer = context.Principal!;
        var question = context.Properties!;
        var settings = context.HttpContext.RequestServices.GetRequiredService<IOptionsMonitor<IdentityProviderOptions>>().Get(provider);
        var profile = CityProfile.Read(provider, answer, settings.VouchesFor);
        var isFresh = FreshSignIn.IsWanted(question);
        var fault = profile is null ? SignInProblem.NoSubject : isFresh ? FreshSignIn.Fault(question, answer, profile) : null;
        if (fault is { } problem)
        {
            context.Response.Redirect(SignInProblems.Address(problem, provider, Back(question, context.ReturnUri)));
            context.HandleResponse();
            return;
        }

        var cancellation = context.HttpContext.RequestAborted;
        var services = context.HttpContext.RequestServices;
        var id = await SessionIdAsync(context.HttpContext, services.GetRequiredService<SessionStore>(), profile!, isFresh, cancellation);
        foreach (var follower in services.GetServices<ISignInFollower>())
            await follower.SignedInAsync(profile!, cancellation);
        // The cookie carries nothing but the session's id.
        context.Properties = new AuthenticationProperties();
        context.Principal = SessionCookie.Principal(id, profile!.Subject);
    }

    // One browser has one session of a person, however often they come by mos.ru.
    private static async Task<string> SessionIdAsync(HttpContext http, SessionStore store, CityProfile profile, bool isFresh, CancellationToken cancellation)
    {
        var browser = http.Request.Headers.UserAgent.ToString();
        var current = (await http.AuthenticateAsync(SessionCookie.Scheme)).Principal?.FindFirst(Session.IdClaim)?.Value;
        if (current is not null && await store.RenewAsync(current, profile, browser, isFresh, cancellation))
            return current;

        // Somebody else was signed in here: nobody can come back to that session.
        if (current is not null)
            await store.EndAsync(current, cancellation);
        return await store.OpenAsync(profile, browser, cancellation);
    }

    // Only a fresh sign-in has a page to come back to: an ordinary one starts anew.
    private static string? Back(AuthenticationProperties? question, string? address) => FreshSignIn.IsWanted(question) ? address : null;
}
