using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.MyServices;

/// <summary>Opens a service of the catalogue, if it is this person's. Who came by a bound device opens that device's alone (D20).</summary>
internal static class ServiceEndpoint
{
    public static string Address(string key) => $"/services/{Uri.EscapeDataString(key)}";

    public static void MapMyServices(this IEndpointRouteBuilder routes)
    {
        // Where services were put in order once: they are where they stand.
        routes.MapGet("/cabinet/services", () => Results.LocalRedirect("/cabinet")).AllowAnonymous();
        routes.MapGet("/services/{key}", async (string key, HttpContext http, ISessions sessions, IAccessCheck accessCheck, OpenServices services, IServiceEntrance entrance, IDeviceServices devices) =>
        {
            if (await sessions.FindAsync(http.User, http.RequestAborted) is not { } session)
                return Results.LocalRedirect("/");

            if (session.DeviceId is { } device && await devices.FindAsync(device, http.RequestAborted) != key)
                return Results.LocalRedirect(SignInAddress.For(SessionWorth.Provider, session, Address(key)));

            var access = await accessCheck.CheckAsync(session, http.RequestAborted);
            var own = await services.OfAsync(access, http.RequestAborted);
            if (own.Open.FirstOrDefault(entry => entry.Key == key) is { } service)
                return Results.Redirect(await entrance.AddressAsync(service, http.RequestAborted));
            return own.FindOff(key) is { } off ? ServiceOff.Answer(off) : Results.LocalRedirect(access.Granted.Count == 0 ? "/access" : "/cabinet");
        }).RequireAuthorization(WorthPolicy.Device);
    }
}
