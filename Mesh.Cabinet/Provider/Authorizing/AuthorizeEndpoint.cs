using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.Provider.Panels;
using Mesh.Cabinet.Provider.Schools;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace Mesh.Cabinet.Provider.Authorizing;

/// <summary>Where a service sends a person to be signed in.</summary>
internal static class AuthorizeEndpoint
{
    public const string Path = "/" + ProviderServer.Authorize;

    /// <summary>The person has read why the service is closed, and goes back to it.</summary>
    public const string RefuseParameter = "refuse";

    private const string Server = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
    private static readonly string[] GetOrPost = ["GET", "POST"];

    public static void MapAuthorize(this IEndpointRouteBuilder routes) => routes.MapMethods(Path, GetOrPost, (Delegate)AnswerAsync).AllowAnonymous();

    private static async Task<IResult> AnswerAsync(HttpContext http, Authorize authorize, ClientBook clients, AskedNote note)
    {
        if (http.GetOpenIddictServerResponse() is { Error: not null })
            return new RazorComponentResult<ServiceFaultView>();

        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("OpenIddict has not seen the request.");
        if (await clients.FindAsync(request.ClientId!, http.RequestAborted) is not { } client)
            return new RazorComponentResult<ServiceFaultView>();

        var back = await BackAsync(http);
        // A form that another site sends comes without the session's cookie, a link does not.
        if (HttpMethods.IsPost(http.Request.Method))
            return new SeeOther(back);
        if (http.Request.Query.ContainsKey(RefuseParameter))
            return Refuse(OpenIddictConstants.Errors.AccessDenied, "The service is not open to this person.");

        var hinted = (await http.AuthenticateAsync(Server)).Principal?.GetClaim(OpenIddictConstants.Claims.Subject);
        if (hinted is null && request.IdTokenHint is { Length: > 0 })
            return Refuse(OpenIddictConstants.Errors.InvalidRequest, "The id_token_hint is none of ours.");

        var asked = new AuthorizeRequest(request, client, http.User, back, hinted, note.Read(http.Request.Query[AskedNote.Parameter], back));
        return await authorize.DecideAsync(asked, http.RequestAborted) switch
        {
            AuthorizeOutcome.Granted granted => Results.SignIn(granted.Principal, authenticationScheme: Server),
            AuthorizeOutcome.Away away => Results.LocalRedirect(away.Address),
            AuthorizeOutcome.Refused refused => Refuse(refused.Error, refused.Description),
            AuthorizeOutcome.Closed closed => new RazorComponentResult<ServiceClosedView>(new { closed.Client, closed.Access, Refuse = $"{back}&{RefuseParameter}=true" }),
            AuthorizeOutcome.NotOnPanel other => new RazorComponentResult<PanelView>(new { Closed = other.Client.Title }),
            AuthorizeOutcome.SwitchedOff off => ServiceOff.Answer(off.Service, $"{back}&{RefuseParameter}=true"),
            AuthorizeOutcome.SchoolWanted wanted => new RazorComponentResult<ChooseSchoolView>(new { wanted.Client, wanted.Schools, Back = back }),
            var unknown => throw new InvalidOperationException($"{unknown} is no outcome."),
        };
    }

    // Without what we added to it ourselves.
    private static async Task<string> BackAsync(HttpContext http)
    {
        var sent = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(http.RequestAborted)).AsEnumerable() : http.Request.Query;
        return Path + QueryString.Create(sent.Where(parameter => parameter.Key is not (AskedNote.Parameter or ReturnWish.PushedHint or ReturnWish.Shared or RefuseParameter)));
    }

    private static IResult Refuse(string error, string description) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [Server]);

    // RFC 9700 §4.12: what was sent by POST is not sent on.
    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
