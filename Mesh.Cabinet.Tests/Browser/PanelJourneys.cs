using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>A teacher before a panel, with a phone.</summary>
public sealed class PanelJourneys(JourneyFixture journeys) : IClassFixture<JourneyFixture>
{
    [Fact(DisplayName = "R32, D20: a teacher signs in on a panel by a code and a number on her phone, opens the library there, sees the panel among her sessions and ends it, and the library is out")]
    public async Task A_lesson()
    {
        await using var anna = await journeys.VisitorAsync();
        await anna.SignInAsync("petrova_anna", "Shkola-2026");
        await anna.SeesAsync("petrova_anna");

        await using var panel = await journeys.VisitorAsync();
        await panel.OpenCityAsync("/panel");
        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Войти с телефона" }).ClickAsync();
        var shown = panel.Page.Locator(".code");
        await Assertions.Expect(shown).ToHaveCountAsync(2);
        var (code, number) = (await shown.First.InnerTextAsync(), await shown.Last.InnerTextAsync());
        await Assertions.Expect(panel.Page.Locator(".qr svg")).ToBeVisibleAsync();

        await anna.OpenAsync("/cabinet/devices");
        await anna.ClickLinkAsync("Войти на панели в классе");
        await anna.FillAsync("Код с панели", code.Replace("-", " ", StringComparison.Ordinal));
        await anna.PictureAsync("panel-code");
        await anna.ClickAsync("Дальше");
        await anna.SeesAsync("Войти на этой панели?");
        await anna.SeesAsync("Кабинет 31");
        await anna.FillAsync("Число на панели", number);
        await anna.PictureAsync("panel-question");
        await anna.ClickAsync("Войти на панели");
        await anna.SeesAsync("Готово, панель открывается");
        await anna.PictureAsync("panel-allowed");

        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Открыть панель" }).ClickAsync(new() { Timeout = 30_000 });
        await panel.SeesAsync("Здравствуйте, Анна Сергеевна");
        await panel.PictureAsync("panel-open");
        await panel.Page.GetByRole(AriaRole.Link, new() { Name = "Библиотека МЭШ" }).ClickAsync();
        await Assertions.Expect(panel.Page.GetByRole(AriaRole.Strong).Filter(new() { HasText = "Петрова Анна Сергеевна" })).ToBeVisibleAsync();
        await panel.OpenCityAsync("/journal/sign-in");
        await panel.SeesAsync("Журнал на панели не открывается");
        await panel.PictureAsync("panel-closed");

        await anna.OpenAsync("/cabinet/devices");
        await anna.SeesAsync("Панель в классе: Кабинет 31");
        await anna.ClickAsync("Завершить вход: Панель в классе: Кабинет 31");
        await anna.ConfirmAsync("petrova_anna", "Shkola-2026", "/cabinet/devices");
        await anna.IsAskedAsync();
        await anna.AnswerAsync("Завершить");
        await Assertions.Expect(anna.Page.GetByText("Панель в классе: Кабинет 31")).ToHaveCountAsync(0);
        await panel.OpenAsync("/panel");
        new Uri(panel.Page.Url).AbsolutePath.ShouldBe("/");
        await Assertions.Expect(panel.Page.GetByText("Здравствуйте")).ToHaveCountAsync(0);
    }
}
