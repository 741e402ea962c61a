using Mesh.Cabinet.Outside.MosRu;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

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
        events.OnTicketReceived += context => OpenSessionAsync(context, provider);
        events.OnRemoteFailure += context =>
        {
            context.Response.Redirect(SignInProblems.Address(SignInProblems.Of(context), provider));
            context.HandleResponse();
            context.HttpContext.RequestServices.GetRequiredService<SignInLog>().Failed(provider, context.Failure?.GetType().Name ?? "");
            return Task.CompletedTask;
        };
    }

    private static async Task OpenSessionAsync(Microsoft.AspNetCore.Authentication.TicketReceivedContext context, string provider)
    {
        if (CityProfile.Read(provider, context.Principal!) is not { } profile)
        {
            context.Response.Redirect(SignInProblems.Address(SignInProblem.NoSubject, provider));
            context.HandleResponse();
            return;
        }

        var store = context.HttpContext.RequestServices.GetRequiredService<SessionStore>();
        var device = context.Request.Headers.UserAgent.ToString();
        var id = await store.OpenAsync(profile, device, context.HttpContext.RequestAborted);
        context.Principal = SessionCookie.Principal(id, profile.Subject);
    }
}
