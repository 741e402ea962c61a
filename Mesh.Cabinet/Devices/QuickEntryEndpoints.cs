using System.Security.Cryptography;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Microsoft.AspNetCore.Antiforgery;

namespace Mesh.Cabinet.Devices;

/// <summary>The two halves of a quick entry, as <c>passkeys.js</c> calls them. Nobody is signed in yet: a cookie says which browser began.</summary>
internal static class QuickEntryEndpoints
{
    public const string Page = "/sign-in/quick";
    public const string BeginPath = "/sign-in/quick/options";
    public const string FinishPath = "/sign-in/quick/key";

    /// <summary>A page has unbound a device: a browser that still offers it does so no more.</summary>
    public const string ForgetPath = "/sign-in/quick/forget";

    public static void MapQuickEntry(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(BeginPath, BeginAsync).AllowAnonymous();
        routes.LeadFromForm(BeginPath, Page);
        routes.MapPost(FinishPath, FinishAsync).AllowAnonymous().RequireRateLimiting(Limits.SignIn);
        routes.LeadFromForm(FinishPath, Page);
        routes.MapPost(ForgetPath, ForgetAsync).AllowAnonymous();
    }

    // Whoever sends it loses nothing that still works: no form's token is wanted.
    private static async Task<IResult> ForgetAsync(HttpContext http, IDeviceServices devices)
    {
        if (CeremonyAnswer.Offered(http) is { } device && await devices.FindAsync(device, http.RequestAborted) is null)
            CeremonyAnswer.OfferNoMore(http);
        return Results.NoContent();
    }

    private static async Task<IResult> BeginAsync(HttpContext http, IAntiforgery antiforgery, EnterByDevice enter, OwnCookies cookies)
    {
        if (await SentForm.ReadAsync(http, antiforgery) is null)
            return CeremonyAnswer.Problem(DeviceProblem.Expired);

        var browser = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        var (options, word) = await enter.BeginAsync(http, browser);
        http.Response.Cookies.Append(cookies.Ceremony, browser, OptionsOf(cookies));
        return CeremonyAnswer.Begun(options, word);
    }

    private static async Task<IResult> FinishAsync(HttpContext http, IAntiforgery antiforgery, EnterByDevice enter, OwnCookies cookies, SignInMetrics metrics)
    {
        if (await SentForm.ReadAsync(http, antiforgery) is not { } form || http.Request.Cookies[cookies.Ceremony] is not { } browser)
            return CeremonyAnswer.Problem(DeviceProblem.Expired);

        http.Response.Cookies.Delete(cookies.Ceremony, OptionsOf(cookies));
        var outcome = await enter.FinishAsync(http, browser, form[CeremonyAnswer.WordField].ToString(), form[CeremonyAnswer.CredentialField].ToString());
        metrics.ByPasskey((outcome as EntryOutcome.Failed)?.Problem);
        switch (outcome)
        {
            case EntryOutcome.Entered entered:
                CeremonyAnswer.Offer(http, entered.Device.Id);
                return CeremonyAnswer.Go(ServiceEndpoint.Address(entered.Device.ServiceKey));
            case EntryOutcome.Failed failed:
                if (failed.Problem is DeviceProblem.Unbound or DeviceProblem.LostRight)
                    CeremonyAnswer.OfferNoMore(http);
                return CeremonyAnswer.Problem(failed.Problem);
            default:
                throw new InvalidOperationException($"{outcome} has no answer.");
        }
    }

    private static CookieOptions OptionsOf(OwnCookies cookies) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = cookies.AreSecure, Path = Page, IsEssential = true };
}
