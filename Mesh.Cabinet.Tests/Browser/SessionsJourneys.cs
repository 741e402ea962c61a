using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>What is ended in one browser is over in another; and all of it by keyboard alone.</summary>
[Collection(CabinetLife.Name)]
public sealed class SessionsJourneys(JourneyFixture journeys)
{
    [Fact]
    public async Task A_session_ended_from_another_browser_loses_its_open_page_by_itself()
    {
        await using var phone = await journeys.VisitorAsync();
        await phone.SignInAsync("egorova_elena", "123456");
        await phone.SeesAsync("Пароль от mos.ru");
        await using var desk = await journeys.VisitorAsync(Screen.Desktop, hasMouse: false);
        await desk.SignInAsync("egorova_elena", "123456");
        await desk.IsAtAsync("/activation");
        await desk.OpenAsync("/cabinet/devices");
        await desk.ClickAsync("Завершить вход");
        await desk.SeesAsync("Подтвердите, что это вы");
        await desk.PictureAsync("confirm");
        await desk.ConfirmAsync("egorova_elena", "123456", "/cabinet/devices");
        await desk.IsAskedAsync();
        await desk.PictureAsync("sessions-end");
        await desk.AnswerAsync("Завершить");
        var others = desk.Page.GetByRole(AriaRole.Button, new() { Name = "Завершить вход" });
        await desk.SeesAsync("Вход завершён");
        for (var left = await others.CountAsync(); left > 0; left--)
        {
            await desk.AskAsync("Завершить вход");
            await desk.AnswerAsync("Завершить");
            await Assertions.Expect(others).ToHaveCountAsync(left - 1);
        }

        await phone.IsAtAsync("/");
        await phone.SeesAsync("сначала войдите");
        await phone.PictureAsync("landing-session-ended");
        await desk.SeesAsync("Это вы сейчас");
        await phone.ClickLinkAsync("Войти через mos.ru");
        await phone.SeesAsync("Пароль от mos.ru");
        await phone.IsAtAsync("/activation");
    }

    [Fact]
    public async Task Leaving_everywhere_unbinds_the_devices_too()
    {
        await using var phone = await journeys.VisitorAsync();
        await Authenticator.AddAsync(phone);
        await phone.SignInAsync("sokolov_andrey", DeviceVisits.Password);
        await phone.IsAtServiceAsync("/diary");
        await phone.BindAsync("sokolov_andrey", "Потерянный телефон");
        await using var desk = await journeys.VisitorAsync(Screen.Desktop, hasMouse: false);
        await desk.SignInAsync("sokolov_andrey", DeviceVisits.Password);
        await desk.IsAtServiceAsync("/diary");
        await desk.OpenAsync("/cabinet/devices");
        await desk.ClickAsync("Выйти везде");
        await desk.ConfirmAsync("sokolov_andrey", back: "/cabinet/devices");
        await desk.IsAskedAsync();
        await desk.PictureAsync("sessions-leave");
        await desk.UseAsync(desk.Page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "Выйти везде" }));
        await desk.IsAtAsync("/");
        await desk.SeesAsync("Войти через mos.ru");

        await phone.OpenAsync("/cabinet");
        await phone.SeesAsync("сначала войдите");
        await phone.ClickLinkAsync("Быстрый вход");
        await phone.SeesAsync("больше не привязано");
        await phone.ClickLinkAsync("Войти через mos.ru");
    }

    [Fact(DisplayName = "R36: a device is bound, renamed and unbound by keyboard alone")]
    public async Task By_keyboard()
    {
        await using var grandmother = await journeys.VisitorAsync(Screen.Desktop, hasMouse: false);
        await Authenticator.AddAsync(grandmother);
        await grandmother.SignInAsync("sokolova_nina", DeviceVisits.Password);
        await grandmother.IsAtServiceAsync("/diary");
        await grandmother.OpenAsync("/cabinet");
        await grandmother.ClickLinkAsync("Устройства");
        await grandmother.IsAtAsync("/cabinet/devices");
        await grandmother.ClickLinkAsync("Привязать это устройство");
        await grandmother.IsAtAsync("/cabinet/devices/bind");
        await grandmother.ConfirmAsync("sokolova_nina");
        await grandmother.FillAsync("Название", "Ноутбук");
        await grandmother.ClickAsync("Привязать");
        await grandmother.SeesAsync("Готово, устройство привязано");
        await grandmother.AskAsync("Изменить: Ноутбук");
        await grandmother.FillAsync("Название", "Ноутбук с клавиатурой");
        await grandmother.AnswerAsync("Сохранить");
        await grandmother.SeesAsync("Ноутбук с клавиатурой");
        await grandmother.ClickAsync("Отменить");
        await grandmother.SeesAsync("Вернули как было");
        await grandmother.DoesNotSeeAsync("Ноутбук с клавиатурой");
        await grandmother.AskAsync("Отвязать: Ноутбук");
        await grandmother.AnswerAsync("Отвязать");
        await grandmother.SeesAsync("Устройство отвязано");
        await grandmother.SeesAsync("Пока ничего не привязано");
        await grandmother.SignOutAsync();
        await grandmother.DoesNotSeeAsync("Быстрый вход");
        grandmother.Complaints.ShouldBeEmpty();
    }
}
