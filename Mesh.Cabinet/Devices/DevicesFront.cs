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
        if (NewEntry.Of(await looks.ListAsync(session.Profile, cancellation), BrowserName.Of(session.Browser), time.GetUtcNow()) is not { } news)
            return Front.Nothing;

        var words = news.DeviceName is { } device
            ? string.Format(DevicesText.FrontBound, device, MomentWords.Of(news.At))
            : string.Format(DevicesText.FrontSignedIn, news.Browser, MomentWords.Of(news.At));
        return Front.With(new ToDoItem(40, Icons.Material.Rounded.Devices, words, DevicesText.FrontLook, "/cabinet/devices"));
    }
}
