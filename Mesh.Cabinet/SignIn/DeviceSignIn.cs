using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authentication;

namespace Mesh.Cabinet.SignIn;

/// <summary>Lets in who has proven a bound device.</summary>
internal sealed class DeviceSignIn(SessionStore store)
{
    /// <summary>Opens a session and gives the browser its cookie.</summary>
    /// <returns>False if the device has been unbound meanwhile.</returns>
    public async Task<bool> OpenAsync(HttpContext http, CityProfile profile, Guid deviceId, string deviceName)
    {
        var browser = http.Request.Headers.UserAgent.ToString();
        if (await store.OpenByDeviceAsync(profile, browser, deviceId, deviceName, http.RequestAborted) is not { } id)
            return false;

        // The cookie of a session that this browser had is gone with this one.
        if (http.User.FindFirst(Session.IdClaim)?.Value is { } former)
            await store.EndAsync(former, http.RequestAborted);
        await http.SignInAsync(SessionCookie.Scheme, SessionCookie.Principal(id, profile.Subject));
        return true;
    }
}
