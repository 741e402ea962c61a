using Mesh.Cabinet.Provider.Claims;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.Provider.Grants;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace Mesh.Cabinet.Provider.SignOut;

/// <summary>
/// Where a service sends a person to be signed out everywhere (OpenID Connect RP-Initiated Logout 1.0). Whoever shows an id token of this very
/// session is believed; otherwise the person is asked, and nobody is led to where an unproven request says.
/// </summary>
internal static class EndSessionEndpoint
{
    public const string Path = "/" + ProviderServer.EndSession;

    /// <summary>The person has said yes on the page.</summary>
    public const string LeaveField = "leave";

    /// <summary>Clients that were told, for the page at the end.</summary>
    public const string ToldParameter = "told";

    private const string Server = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
    private static readonly string[] GetOrPost = ["GET", "POST"];

    public static void MapEndSession(this IEndpointRouteBuilder routes) => routes.MapMethods(Path, GetOrPost, (Delegate)AnswerAsync).AllowAnonymous();

    private static async Task<IResult> AnswerAsync(HttpContext http, ISessions sessions, LeaveServices leave, PairwiseNames names, IAntiforgery antiforgery, ClientBook clients)
    {
        if (http.GetOpenIddictServerResponse() is { Error: not null })
            return new RazorComponentResult<LeaveView>(new { IsFault = true });

        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("OpenIddict has not seen the request.");
        var hint = (await http.AuthenticateAsync(Server)).Principal;
        var session = await sessions.FindAsync(http.User, http.RequestAborted);
        if (session is null)
        {
            return hint is not null && request.PostLogoutRedirectUri is { Length: > 0 }
                ? Results.SignOut(authenticationSchemes: [Server])
                : new RazorComponentResult<LeaveView>(new { Told = await ToldAsync(http, clients) });
        }

        if (hint is not null && await IsOfAsync(hint, session, names, http.RequestAborted))
            return new Leaving(leave, session, BackOf(request));
        var isMeant = HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType
            && (await http.Request.ReadFormAsync(http.RequestAborted)).ContainsKey(LeaveField) && await antiforgery.IsRequestValidAsync(http);
        return isMeant ? new Leaving(leave, session, null) : new RazorComponentResult<LeaveView>(new { IsQuestion = true });
    }

    // By either: the session may have begun anew since the token was given out.
    private static async Task<bool> IsOfAsync(System.Security.Claims.ClaimsPrincipal hint, Session session, PairwiseNames names, CancellationToken cancellation) =>
        hint.GetClaim(OpenIddictConstants.Claims.Audience) is { } client && hint.GetClaim(ServiceClaim.Sid) == await names.SessionAsync(client, session.Id, cancellation);

    // The same request once more, when nobody is signed in here any longer.
    private static string BackOf(OpenIddictRequest request) =>
        Path + QueryString.Create(request.GetParameters().Where(parameter => parameter.Key is "id_token_hint" or "post_logout_redirect_uri" or "state" or "client_id")
            .Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value)));

    private static async Task<IReadOnlyList<string>> ToldAsync(HttpContext http, ClientBook clients)
    {
        var told = new List<string>();
        foreach (var id in $"{http.Request.Query[ToldParameter]}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(20))
        {
            if (await clients.FindAsync(id, http.RequestAborted) is { } client)
                told.Add(client.Title);
        }

        return told;
    }

    private sealed class Leaving(LeaveServices leave, Session session, string? back) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => leave.RunAsync(httpContext, session, back);
    }
}

/// <summary>Ends a session here and at mos.ru, and leads back to where the service wants its person.</summary>
internal sealed class LeaveServices(SessionEnding ending, GrantStore grants)
{
    /// <param name="back">An address of this site; null for the page that says what was ended.</param>
    public async Task RunAsync(HttpContext http, Session session, string? back)
    {
        var told = await grants.ClientsOfAsync(session.Id, http.RequestAborted);
        await ending.RunAsync(http, session, back ?? $"{EndSessionEndpoint.Path}?{EndSessionEndpoint.ToldParameter}={Uri.EscapeDataString(string.Join(' ', told))}");
    }
}
