using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.SignIn;

/// <summary>Lets in who has proven a bound device.</summary>
internal sealed class DeviceSignIn(BrowserSession sessions)
{
    /// <summary>The cookie of browsers that have a bound device, with its id: only they are offered «Быстрый вход».</summary>
    public const string Hint = "mesh.quick";

    /// <summary>Opens a session and gives the browser its cookie.</summary>
    /// <returns>False if the device has been unbound meanwhile.</returns>
    public Task<bool> OpenAsync(HttpContext http, CityProfile profile, Guid deviceId, string deviceName) =>
        sessions.OpenByDeviceAsync(http, profile, deviceId, deviceName);
}
