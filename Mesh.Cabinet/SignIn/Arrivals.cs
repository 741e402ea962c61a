using System.Buffers.Text;
using System.Security.Cryptography;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.NotMe;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.SignIn;

/// <summary>A sign-in in one browser, which the account may not know.</summary>
/// <param name="IsKnown">Nothing has to be written.</param>
/// <param name="Letter">Word of it; null where there is nobody to tell.</param>
internal sealed record Arrival(CityProfile Profile, string Cookie, bool IsKnown, PersonLetter? Letter);

/// <summary>Knows browsers again by a cookie of a year, and tells the person of one that is new to the account.</summary>
internal sealed class Arrivals(KnownBrowserStore browsers, IPersonAddresses addresses, OwnCookies cookies, TimeProvider time)
{
    private const int CookieBytes = 32;

    /// <summary>Before the transaction of the sign-in: mostly one look at an index.</summary>
    public async Task<Arrival> LookAsync(HttpContext http, CityProfile profile, string browser, CancellationToken cancellation)
    {
        // What a browser brings is what it was given, or else nothing.
        var cookie = http.Request.Cookies[cookies.Browser] is { } brought && Base64Url.IsValid(brought, out var length) && length == CookieBytes ? brought : null;
        if (cookie is not null && await browsers.IsKnownAsync(profile, cookie, cancellation))
            return new Arrival(profile, cookie, IsKnown: true, null);

        var to = await addresses.OfAsync(profile, cancellation);
        cookie ??= Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CookieBytes));
        return new Arrival(profile, cookie, IsKnown: false, to.Count == 0 ? null : Letter(profile, to, browser));
    }

    /// <summary>Another year from now on. It goes to the way in alone: pages for strangers stay the same for everybody.</summary>
    public void Keep(HttpContext http, Arrival arrival) => http.Response.Cookies.Append(cookies.Browser, arrival.Cookie, new CookieOptions
    {
        Path = BegunSignIns.CookiePath, HttpOnly = true, Secure = cookies.AreSecure, SameSite = SameSiteMode.Lax, MaxAge = KnownBrowserStore.KnownFor,
    });

    private PersonLetter Letter(CityProfile profile, IReadOnlyList<string> to, string browser)
    {
        var (greeting, moment, name) = (Greeting.Of(profile), MomentWords.Of(time.GetUtcNow()), BrowserName.Of(browser));
        return new(LetterKind.SignIn, profile.Provider, profile.Subject, to, SignInText.LetterTitle, word => string.Format(SignInText.LetterText, greeting, name, moment, word));
    }
}
