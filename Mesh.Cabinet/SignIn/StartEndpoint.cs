using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Notices;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.SignIn;

/// <summary>Where a person goes after sign-in (R15–R19): one look at the records, one decision.</summary>
internal static class StartEndpoint
{
    public static void MapStart(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/start", async (HttpContext http, ISessions sessions, IAccessCheck accessCheck, IAccessRequests requests, IActivationQuery activation, IServiceCatalogue catalogue, OpenServices services, IServiceEntrance entrance, IDeviceServices devices, INotices notices, OwnCookies cookies, MatchingMetrics metrics) =>
        {
            if (await sessions.FindAsync(http.User, http.RequestAborted) is not { } session)
                return Results.LocalRedirect("/");

            // A bound device leads to its service; whatever else waits for the provider.
            if (session.DeviceId is { } device && await devices.FindAsync(device, http.RequestAborted) is { } key)
                return Results.LocalRedirect(ServiceEndpoint.Address(key));

            var access = await accessCheck.CheckAsync(session, http.RequestAborted);
            metrics.Checked(access);
            await requests.AnswerAsync(session, access, http.RequestAborted);
            var state = await activation.FindAsync(session, access, http.RequestAborted);
            var address = Address(access, state, await services.OfAsync(access, http.RequestAborted), catalogue);
            // Once on the way to a service; the pages of this site show it in their place.
            var isOnward = access.Granted.Count == 1 && address is not ("/activation" or "/cabinet") && !http.Request.Query.ContainsKey("noticed");
            return isOnward && NoticeMark.HasNews(http, cookies, await notices.ShownAsync(NoticeMark.SchoolsOf(access), http.RequestAborted))
                ? Results.LocalRedirect(NoticeMark.Page)
                : Results.Redirect(catalogue.At(address) is { } service ? await entrance.AddressAsync(service, http.RequestAborted) : address);
        }).RequireAuthorization(WorthPolicy.Device);

    // A service that every school of the person's has switched off is nowhere on the way; the cabinet says so, and holds the others.
    internal static string Address(Access access, ActivationState state, PersonServices services, IServiceCatalogue catalogue) => (access, state) switch
    {
        ({ Granted.Count: 0 }, _) => "/access",
        (_, ActivationState.Open or ActivationState.Reserved or ActivationState.LoginsDiffer) => "/activation",
        _ when Doors(access, catalogue).All(door => services.FindOff(door.Key) is not null) => "/cabinet",
        ({ Granted.Count: > 1 }, _) => "/services",
        _ => Doors(access, catalogue).First().Address,
    };

    private static IEnumerable<ServiceEntry> Doors(Access access, IServiceCatalogue catalogue)
    {
        if (access.Has(PersonRole.Staff))
            yield return catalogue.Journal;
        if (access.Has(PersonRole.Student) || access.Has(PersonRole.Parent))
            yield return catalogue.Diary;
    }
}
