using Bunit;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.Options;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.Devices;

/// <summary>A sign-in in an unknown browser, told at the front of the cabinet until its person has looked.</summary>
public sealed class DevicesFrontTests : PageContext
{
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0) Firefox/145.0";

    [Fact]
    public async Task A_sign_in_in_an_unknown_browser_is_told_until_the_devices_are_looked_at()
    {
        using var ground = await StoreGround.OpenAsync(DatabaseProvider.Sqlite);
        Services.AddDevicePages(ground);
        (Allowed, Signed) = (Access(Staff()), Session() with { Browser = "Mozilla/5.0 (iPhone) Version/18.6" });
        await ground.Sessions().OpenAsync(new(Profile()), Signed.Browser, default);
        (await OfAsync()).ToDo.ShouldBeEmpty();
        await ground.Sessions().OpenAsync(new(Profile()), Firefox, default);
        var item = (await OfAsync()).ToDo.ShouldHaveSingleItem();
        item.Text.ShouldBe("Новый вход: Firefox на Windows, 1 сентября 2026, 08:00. Это вы?");
        item.Address.ShouldBe("/cabinet/devices");

        Open<DevicesPage>("/cabinet/devices");
        (await OfAsync()).ToDo.ShouldBeEmpty();
        ground.Time.Advance(TimeSpan.FromHours(1));
        await ground.Sessions().OpenAsync(new(Profile()), Firefox, default);
        (await OfAsync()).ToDo.ShouldBeEmpty("the same browser is known by now");
        await ground.BindAsync(Profile());
        (await OfAsync()).ToDo.ShouldHaveSingleItem().Text.ShouldBe("Привязано устройство «Телефон», 1 сентября 2026, 09:00. Это вы?");

        Task<Front> OfAsync() => Front(ground).OfAsync(Signed!, Allowed, default);
    }

    [Theory(DisplayName = "D19: who has no e-mail at mos.ru reads on /access too what a letter would tell, and that there will be no letter")]
    [InlineData(null, 2)]
    [InlineData("anna@pochta.example", 1)]
    public async Task Without_mail(string? email, int sentences)
    {
        using var ground = await StoreGround.OpenAsync(DatabaseProvider.Sqlite);
        var session = Session() with { Browser = "Mozilla/5.0 (iPhone) Version/18.6", Profile = Profile() with { Email = email } };
        (await Front(ground).OfAsync(session, default)).ShouldBeEmpty();
        await ground.Sessions().OpenAsync(new(Profile()), Firefox, default);
        var news = await Front(ground).OfAsync(session, default);
        news.Count.ShouldBe(sentences);
        news[0].ShouldStartWith("Новый вход: Firefox на Windows");
    }

    private static DevicesFront Front(StoreGround ground) =>
        new(new LookStore(ground.Database, ground.Time), Options.Create(new Cabinet.Mail.MailOptions { Host = "mail.example" }), ground.Time);
}
