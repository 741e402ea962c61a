using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Antiforgery;

namespace Mesh.Cabinet.Devices;

/// <summary>What a person changes about a device: its name, its service, and that it is bound at all.</summary>
internal static class DeviceEndpoints
{
    public const string ChangePath = "/cabinet/devices/change";
    public const string UnbindPath = "/cabinet/devices/unbind";

    private const string Page = "/cabinet/devices";

    public static void MapDeviceForms(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(ChangePath, ChangeAsync).RequireAuthorization(WorthPolicy.Fresh);
        routes.LeadFromForm(ChangePath, Page);
        routes.MapPost(UnbindPath, UnbindAsync).RequireAuthorization(WorthPolicy.Fresh);
        routes.LeadFromForm(UnbindPath, Page);
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext http, IAntiforgery antiforgery, ISessions sessions, IAccessCheck accessCheck, IServiceCatalogue catalogue, DeviceStore devices)
    {
        if (await SentForm.ReadAsync(http, antiforgery) is not { } form)
            return Back(DevicesNews.Expired);
        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { } session)
            return Results.LocalRedirect("/");
        if (await FindAsync(form, session, devices, http.RequestAborted) is not { } device)
            return Back(DevicesNews.Gone);

        var wanted = DeviceForm.Read(form);
        var access = await accessCheck.CheckAsync(session, http.RequestAborted);
        if (wanted.Fault(catalogue.OpenTo(access).Select(service => service.Key)) is var fault and not DeviceProblem.None)
            return Results.LocalRedirect($"{Page}?problem={fault}&device={device.Id}#device-{device.Id}");

        var changed = device with { Name = wanted.Name, ServiceKey = wanted.Service };
        var isChanged = await devices.ChangeAsync(changed, session.Profile, http.Request.Headers.UserAgent.ToString(), http.RequestAborted);
        return Back(isChanged ? DevicesNews.Changed : DevicesNews.Gone);
    }

    private static async Task<IResult> UnbindAsync(HttpContext http, IAntiforgery antiforgery, ISessions sessions, DeviceStore devices, UnbindingStore unbinding)
    {
        if (await SentForm.ReadAsync(http, antiforgery) is not { } form)
            return Back(DevicesNews.Expired);
        if (await sessions.FindAsync(http.User, http.RequestAborted) is not { } session)
            return Results.LocalRedirect("/");
        if (await FindAsync(form, session, devices, http.RequestAborted) is not { } device)
            return Back(DevicesNews.Gone);

        await unbinding.UnbindAsync(device, session.Profile, http.Request.Headers.UserAgent.ToString(), http.RequestAborted);
        if (CeremonyAnswer.IsOffered(http, device.Id))
            CeremonyAnswer.OfferNoMore(http);
        // Whoever unbinds the device that let them in has left with it.
        return session.DeviceId == device.Id ? Results.LocalRedirect("/") : Back(DevicesNews.Unbound);
    }

    private static async Task<Device?> FindAsync(IFormCollection form, Session session, DeviceStore devices, CancellationToken cancellation) =>
        Guid.TryParse(form[DeviceForm.IdField].ToString(), out var id)
            ? (await devices.ListAsync(session.Profile, cancellation)).FirstOrDefault(device => device.Id == id)
            : null;

    private static IResult Back(DevicesNews news) => Results.LocalRedirect($"{Page}?news={news}");
}

/// <summary>What the page says after a form of its own.</summary>
public enum DevicesNews
{
    None,
    Bound,
    Changed,
    Unbound,

    /// <summary>The device was unbound before.</summary>
    Gone,

    Expired,
}
