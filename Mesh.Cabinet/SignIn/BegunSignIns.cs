using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Mesh.Cabinet.SignIn;

/// <summary>
/// Sign-ins that this browser has begun, by their cookies: whoever begins many and ends none keeps the last few alone, or the header that
/// brings them all would be too long for any server to take.
/// </summary>
internal static class BegunSignIns
{
    /// <summary>Sign-ins of one browser that can still be ended at a time.</summary>
    public const int Most = 5;

    /// <summary>Below it every sign-in begins, and every door answers: both see the cookies.</summary>
    public const string CookiePath = "/sign-in";

    private static readonly TimeSpan RememberedFor = TimeSpan.FromHours(1);

    /// <summary>Makes room for one more, and remembers where it is to lead longer than it lasts (E52).</summary>
    public static void Begin(HttpContext http, OwnCookies cookies, OpenIdConnectOptions door, string? back)
    {
        var options = new CookieOptions { Path = CookiePath, HttpOnly = true, Secure = cookies.AreSecure, SameSite = SameSiteMode.Lax, MaxAge = RememberedFor };
        http.Response.Cookies.Append(cookies.Back, ReturnAddress.Local(back), options);
        foreach (var (name, cookie) in new[] { (cookies.Correlation, door.CorrelationCookie), (cookies.Nonce, door.NonceCookie) })
        {
            // Browsers bring the oldest first (RFC 6265 §5.4).
            foreach (var old in http.Request.Cookies.Keys.Where(key => key.StartsWith(name, StringComparison.OrdinalIgnoreCase)).SkipLast(Most - 1).ToList())
                http.Response.Cookies.Delete(old, cookie.Build(http));
        }
    }

    /// <summary>Where an answer was to lead that belongs to no sign-in any more; null in a browser that began none: it was somebody else's.</summary>
    /// <param name="said">What the answer itself says; null if nobody can read it.</param>
    public static string? Back(HttpContext http, string? said) =>
        http.Request.Cookies[http.RequestServices.GetRequiredService<OwnCookies>().Back] is { } last ? said ?? last : null;
}
