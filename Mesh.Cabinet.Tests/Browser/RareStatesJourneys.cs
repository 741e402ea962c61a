using Mesh.Cabinet.Devices;
using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>States that few people ever see, and that must be as readable as the others.</summary>
[Collection(CabinetLife.Name)]
public sealed class RareStatesJourneys(JourneyFixture journeys)
{
    [Theory(DisplayName = "R36: what can go wrong in a quick entry is said in words, with the other way beside it")]
    [InlineData(nameof(DeviceProblem.Expired))]
    [InlineData(nameof(DeviceProblem.Refused))]
    [InlineData(nameof(DeviceProblem.LostRight))]
    [InlineData(nameof(DeviceProblem.SwitchedOff))]
    public async Task The_server_refuses(string problem)
    {
        await using var stranger = await journeys.VisitorAsync();
        await stranger.Page.RouteAsync("**/sign-in/quick/options", route => route.FulfillAsync(new() { ContentType = "application/json", Body = $$"""{"problem":"{{problem}}"}""" }));
        await SeesProblemAsync(stranger, Enum.Parse<DeviceProblem>(problem));
        stranger.Complaints.ShouldBeEmpty();
    }

    [Fact(DisplayName = "R36: a browser that knows no passkeys is told so, and so is whoever the network left")]
    public async Task The_browser_or_the_network_cannot()
    {
        await using var stranger = await journeys.VisitorAsync();
        await stranger.Page.RouteAsync("**/sign-in/quick/options", route => route.AbortAsync());
        await SeesProblemAsync(stranger, DeviceProblem.NoAnswer);
        await stranger.Page.UnrouteAllAsync();
        await stranger.Page.AddInitScriptAsync("delete window.PublicKeyCredential");
        await SeesProblemAsync(stranger, DeviceProblem.Unsupported);
    }

    [Fact(DisplayName = "R36: ten devices are all that one person binds")]
    public async Task Ten_devices()
    {
        await using var guardian = await journeys.VisitorAsync();
        var phone = await Authenticator.AddAsync(guardian);
        await guardian.SignInAsync("romanova_galina", DeviceVisits.Password);
        await guardian.IsAtServiceAsync("/diary");
        await guardian.BindAsync("romanova_galina", "Телефон 1");
        for (var number = 2; number <= Device.MostOfOnePerson; number++)
        {
            await phone.RemoveAsync();
            phone = await Authenticator.AddAsync(guardian);
            await guardian.OpenAsync("/cabinet/devices/bind");
            await guardian.FillAsync("Название", $"Телефон {number}");
            await guardian.ClickAsync("Привязать");
            await guardian.SeesAsync("Готово, устройство привязано");
        }

        await guardian.SeesAsync(DeviceProblems.Text(DeviceProblem.TooMany));
        await guardian.DoesNotSeeAsync("Привязать это устройство");
        await guardian.PictureAsync("devices-ten");
        guardian.Complaints.ShouldBeEmpty();
    }

    [Fact(DisplayName = "R36: whom no service is open has nothing to bind, and is told why")]
    public async Task Nothing_to_bind()
    {
        await using var stranger = await journeys.VisitorAsync();
        await stranger.SignInAsync("strannik_lev", DeviceVisits.Password);
        await stranger.IsAtAsync("/access");
        foreach (var (address, words, picture) in new[]
        {
            ("/cabinet/devices", "Почему сервисы закрыты", "devices-no-services"),
            ("/cabinet/devices/bind", "Почему сервисы закрыты", "devices-bind-no-services"),
            ("/cabinet/devices/history", "Вход через", "history-first"),
        })
        {
            await stranger.OpenAsync(address);
            await stranger.SeesAsync(words);
            await stranger.PictureAsync(picture);
        }

        stranger.Complaints.ShouldBeEmpty();
    }

    [Fact(DisplayName = "R34: an order that could not be saved is not shown as saved, and is saved when the database is free again")]
    public async Task An_order_that_is_not_saved()
    {
        await using var grandmother = await journeys.VisitorAsync();
        await grandmother.SignInAsync("sokolova_nina", DeviceVisits.Password);
        await grandmother.IsAtServiceAsync("/diary");
        await grandmother.OpenAsync("/cabinet");
        await grandmother.ClickAsync("Изменить порядок");
        await grandmother.SeesAsync("Готово");
        await using (await journeys.Product.Place.Database.HoldAsync())
        {
            await grandmother.ClickAsync("Избранное: Портфолио");
            await grandmother.SeesAsync("Не получилось сохранить");
        }

        await grandmother.PictureAsync("cabinet-arrange-not-saved");
        await grandmother.ClickAsync("Избранное: Портфолио");
        await grandmother.SeesAsync("Портфолио: в избранном");
        grandmother.Complaints.ShouldBeEmpty();
    }

    private static async Task SeesProblemAsync(Visitor person, DeviceProblem problem)
    {
        await person.OpenAsync("/sign-in/quick");
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = DeviceProblems.Text(problem) })).ToBeVisibleAsync();
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Link, new() { Name = "Войти через mos.ru" })).ToBeVisibleAsync();
        await person.PictureAsync($"quick-{problem.ToString().ToLowerInvariant()}");
    }
}
