using System.Text.Json.Nodes;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Devices;

/// <summary>
/// What <c>passkeys.js</c> is answered: the options of a ceremony, the address to go to, or the problem whose words stand in the
/// page. JSON instead of redirects, so that a service elsewhere is reached by the page and not by its form.
/// </summary>
internal static class CeremonyAnswer
{
    public const string WordField = "word";
    public const string CredentialField = "credential";

    public static IResult Begun(string options, string word) => Results.Json(new { options = JsonNode.Parse(options), word });

    public static IResult Go(string address) => Results.Json(new { go = address });

    public static IResult Problem(DeviceProblem problem) => Results.Json(new { problem = problem.ToString() });

    /// <summary>From now on this browser is offered «Быстрый вход».</summary>
    public static void Offer(HttpContext http, Guid device) => http.Response.Cookies.Append(Cookies(http).QuickEntry, device.ToString(), Hint(http));

    public static void OfferNoMore(HttpContext http) => http.Response.Cookies.Delete(Cookies(http).QuickEntry, Hint(http));

    /// <summary>The device whose «Быстрый вход» this browser offers; null if it offers none.</summary>
    public static Guid? Offered(HttpContext http) => Guid.TryParse(http.Request.Cookies[Cookies(http).QuickEntry], out var device) ? device : null;

    private static OwnCookies Cookies(HttpContext http) => http.RequestServices.GetRequiredService<OwnCookies>();

    private static CookieOptions Hint(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = Cookies(http).AreSecure,
        // As long as browsers keep any cookie (RFC 6265bis).
        MaxAge = TimeSpan.FromDays(400),
        IsEssential = true,
    };
}
