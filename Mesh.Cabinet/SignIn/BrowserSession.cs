using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authentication;

namespace Mesh.Cabinet.SignIn;

/// <summary>The session of one browser: a person's goes on with each answer of the provider, another person's takes its place.</summary>
internal sealed class BrowserSession(SessionStore sessions, EndingStore ending, Arrivals arrivals, KnownBrowserStore browsers)
{
    /// <summary>After an answer of the provider.</summary>
    /// <returns>The secret for the cookie, which is never the one that the browser had.</returns>
    public async Task<string> OpenAsync(HttpContext http, ProviderAnswer answer, CancellationToken cancellation)
    {
        var browser = http.Request.Headers.UserAgent.ToString();
        var arrival = await arrivals.LookAsync(http, answer.Profile, browser, cancellation);
        arrivals.Keep(http, arrival);
        if (await SessionCookie.SecretAsync(http) is { } secret && await sessions.RenewAsync(secret, answer, browser, cancellation, browsers.Along(arrival, cancellation)) is { } renewed)
            return renewed;

        // Somebody else was signed in here: nobody can come back to that session.
        await EndFormerAsync(http, cancellation);
        return await sessions.OpenAsync(answer, browser, cancellation, browsers.Along(arrival, cancellation));
    }

    /// <summary>Opens a session by a bound device, and gives the browser its cookie.</summary>
    /// <returns>False if the device has been unbound meanwhile.</returns>
    public async Task<bool> OpenByDeviceAsync(HttpContext http, CityProfile profile, Guid deviceId, string deviceName)
    {
        var browser = http.Request.Headers.UserAgent.ToString();
        // Whoever comes by a bound device is known: the browser is from now on, without a word.
        var arrival = await arrivals.LookAsync(http, profile, browser, http.RequestAborted) with { Letter = null };
        if (await sessions.OpenByDeviceAsync(profile, browser, deviceId, deviceName, http.RequestAborted, browsers.Along(arrival, http.RequestAborted)) is not { } secret)
            return false;
        arrivals.Keep(http, arrival);

        await EndFormerAsync(http, http.RequestAborted);
        var (principal, properties) = SessionCookie.Ticket(secret, profile.Subject);
        await http.SignInAsync(SessionCookie.Scheme, principal, properties);
        return true;
    }

    private async Task EndFormerAsync(HttpContext http, CancellationToken cancellation)
    {
        if ((await http.AuthenticateAsync(SessionCookie.Scheme)).Principal?.FindFirst(Session.IdClaim)?.Value is { } former)
            await ending.EndAsync(Guid.Parse(former), cancellation);
    }
}
