using System.Globalization;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Notices;

/// <summary>Remembers in the browser which notices it has shown on the way to a service, so that each stands there once.</summary>
internal static class NoticeMark
{
    public const string Page = "/notice";

    /// <summary>The way on, on which no notice stands.</summary>
    public const string Onward = "/start?noticed=1";

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    public static IReadOnlyCollection<string> SchoolsOf(Access access) => [.. access.Granted.SelectMany(granted => granted.Posts).Select(post => post.School.Id).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether one of them has not been shown in this browser.</summary>
    public static bool HasNews(HttpContext http, OwnCookies cookies, IReadOnlyList<Notice> shown) =>
        shown.Count > 0 && (!long.TryParse(http.Request.Cookies[cookies.Notice], NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            || shown.Any(notice => notice.SeenSince.ToUnixTimeMilliseconds() > seen));

    public static void Keep(HttpContext http, OwnCookies cookies, IReadOnlyList<Notice> shown)
    {
        if (shown.Count == 0)
            return;
        var seen = shown.Max(notice => notice.SeenSince.ToUnixTimeMilliseconds());
        // Asked for at one address alone: pages for strangers are the same for everybody.
        http.Response.Cookies.Append(cookies.Notice, seen.ToString(CultureInfo.InvariantCulture), new CookieOptions
        {
            Path = "/start", MaxAge = KeptFor, HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = cookies.AreSecure,
        });
    }
}
