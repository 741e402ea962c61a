using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Shell;
using MudBlazor;

namespace Mesh.Cabinet.Devices;

/// <summary>A new device, or a sign-in in a browser that is not known, since the person last looked at them.</summary>
internal sealed class DevicesFront(LookStore looks, TimeProvider time) : ICabinetFront
{
    public async Task<Front> OfAsync(Session session, Access access, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return NewEntry.Of(await looks.ListAsync(session.Profile, cancellation), BrowserName.Of(session.Browser), now) is { } news
            ? Front.With(new ToDoItem(40, Icons.Material.Rounded.Devices, string.Format(news.DeviceName is null ? DevicesText.FrontSignedIn : DevicesText.FrontBound, news.DeviceName ?? news.Browser, MomentWords.Of(news.At)), DevicesText.FrontLook, "/cabinet/devices"))
            : Front.Nothing;
    }
}
