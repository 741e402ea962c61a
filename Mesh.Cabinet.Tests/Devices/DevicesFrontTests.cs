using Bunit;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
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

        Task<Front> OfAsync() => new DevicesFront(new LookStore(ground.Database, ground.Time), ground.Time).OfAsync(Signed!, Allowed, default);
    }
}
