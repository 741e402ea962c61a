using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.Provider.Grants;
using Mesh.Cabinet.Provider.Tokens;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenIddict.Abstractions;
using OpenIddict.Core;

namespace Mesh.Cabinet.Provider.Panels;

/// <summary>
/// Where the browser of a panel begins: it brings the access token that the panel got, as a form (RFC 6750 §2.2), and is signed in, for the services that
/// panels open, until the lesson is over.
/// </summary>
internal static class PanelEndpoint
{
    public const string Path = "/panel";
    public const string LeavePath = "/panel/leave";

    private const string TokenField = "access_token";
    private const int MaxToken = 200;

    public static void MapPanel(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, (Delegate)EnterAsync).AllowAnonymous();
        routes.MapGet(Path, (Delegate)ShowAsync).RequireAuthorization(WorthPolicy.Panel);
        routes.MapPost(LeavePath, (Delegate)LeaveAsync).AllowAnonymous();
        routes.LeadFromForm(LeavePath, Path);
    }

    private static async Task<IResult> EnterAsync(HttpContext http, OpenIddictTokenManager<ServiceToken> tokens, GrantStore grants, ClientBook clients, IPanelSessions panels)
    {
        var entry = await FindAsync() is { } grant ? await panels.EnterAsync(http, grant.SessionId) : PanelEntry.Over;
        return entry is PanelEntry.Entered
            ? Results.LocalRedirect(Path)
            : new RazorComponentResult<PanelView>(new { Refused = entry }) { StatusCode = StatusCodes.Status403Forbidden };

        // The sender is a page of the panel's own, which has no form token of ours: what counts is the token that only it was given.
        async Task<ServiceGrant?> FindAsync()
        {
            if (!http.Request.HasFormContentType || (await http.Request.ReadFormAsync(http.RequestAborted))[TokenField] is not [{ Length: > 0 and < MaxToken } sent])
                return null;
            if (await tokens.FindByReferenceIdAsync(sent, http.RequestAborted) is not { Type: OpenIddictConstants.TokenTypeIdentifiers.AccessToken, Status: OpenIddictConstants.Statuses.Valid, GrantId: { } id } token
                || token.ExpiresAt <= http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow())
                return null;
            return await grants.FindByIdAsync($"{id}", http.RequestAborted) is { Stands: true } given && await clients.FindAsync(given.ClientId, http.RequestAborted) is { IsPanel: true } ? given : null;
        }
    }

    private static async Task<IResult> ShowAsync(HttpContext http, ISessions sessions, IAccessCheck accessCheck, OpenServices open, IServiceEntrance entrance, ClientBook clients)
    {
        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { PanelId: not null } session)
            return Results.LocalRedirect("/cabinet");

        var access = await accessCheck.CheckAsync(session, http.RequestAborted);
        var services = new List<PanelService>();
        foreach (var entry in (await open.OfAsync(access, http.RequestAborted)).Open.Where(entry => entry.Client.Length > 0))
        {
            if (await clients.FindAsync(entry.Client, http.RequestAborted) is { AllowsPanels: true })
                services.Add(new PanelService(entry, await entrance.AddressAsync(entry, http.RequestAborted)));
        }

        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<PanelView>(new { Session = session, access.Person?.Name, Services = (IReadOnlyList<PanelService>)services });
    }

    private static async Task<IResult> LeaveAsync(HttpContext http, IAntiforgery antiforgery, ISessions sessions, IPanelSessions panels)
    {
        if (await SentForm.ReadAsync(http, antiforgery) is null)
            return Results.LocalRedirect(Path);
        if (await sessions.FindAsync(http.User, http.RequestAborted) is { PanelId: not null } session)
            await panels.LeaveAsync(http, session);
        return new RazorComponentResult<PanelView>(new { IsOver = true });
    }
}

/// <summary>A service that panels open, and where its sign-in begins.</summary>
public sealed record PanelService(ServiceEntry Entry, string Address);
