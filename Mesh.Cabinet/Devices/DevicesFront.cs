using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;
using MudBlazor;

namespace Mesh.Cabinet.Devices;

/// <summary>A new device, or a sign-in in a browser that is not known, since the person last looked at them.</summary>
internal sealed class DevicesFront(LookStore looks, IOptions<MailOptions> mail, TimeProvider time) : ICabinetFront, IAccessNews
{
    public async Task<Front> OfAsync(Session session, Access access, CancellationToken cancellation) =>
        await WordsAsync(session, cancellation) is { } words
            ? Front.With(new ToDoItem(40, Icons.Material.Rounded.Devices, words, DevicesText.FrontLook, "/cabinet/devices"))
            : Front.Nothing;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> OfAsync(Session session, CancellationToken cancellation) => await WordsAsync(session, cancellation) switch
    {
        null => [],
        var words when HasNoMail(mail.Value, session) => [words, DevicesText.NoMail],
        var words => [words],
    };

    /// <summary>Whether letters are sent, and this person gets none: what they would tell is told here alone.</summary>
    public static bool HasNoMail(MailOptions mail, Session session) => mail.IsOn && session.Profile is { IsSimplified: false, Email: null };

    private async Task<string?> WordsAsync(Session session, CancellationToken cancellation)
    {
        if (NewEntry.Of(await looks.ListAsync(session.Profile, cancellation), BrowserName.Of(session.Browser), time.GetUtcNow()) is not { } news)
            return null;
        return news.DeviceName is { } device
            ? string.Format(DevicesText.FrontBound, device, MomentWords.Of(news.At))
            : string.Format(DevicesText.FrontSignedIn, news.Browser, MomentWords.Of(news.At));
    }
}
