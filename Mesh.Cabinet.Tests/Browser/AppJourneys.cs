using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>The cabinet as one app: what moves, what stays, and what a tab costs that nobody looks at.</summary>
[Collection(CabinetLife.Name)]
public sealed class AppJourneys(JourneyFixture journeys)
{
    private const string Hide = "() => { Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }";
    private const string Show = "() => { delete document.visibilityState; document.dispatchEvent(new Event('visibilitychange')); }";

    [Fact(DisplayName = "D23: sections change without loading a page, the back button works, and a page of the morning is loaded as ever")]
    public async Task Sections()
    {
        await using var mother = await journeys.VisitorAsync(Screen.Desktop);
        await mother.SignInAsync("sokolova_kate", "Semya_2026");
        await mother.IsAtServiceAsync("/diary");
        await mother.OpenAsync("/cabinet");
        await mother.SeesAsync("Портфолио");
        await mother.Page.EvaluateAsync("() => { window.stays = true; }");
        foreach (var (section, address, words) in new[]
        {
            ("Дети", "/cabinet/children", "Дарья С."), ("Аккаунт", "/cabinet/account", "Отдельный аккаунт МЭШ вам не нужен"),
            ("Контакты", "/cabinet/contacts", "Попросить школу исправить"), ("История", "/cabinet/devices/history", "Вход"), ("Устройства", "/cabinet/devices", "Привязать это устройство"),
        })
        {
            await mother.ClickLinkAsync(section);
            await mother.IsAtAsync(address);
            await mother.SeesAsync(words);
        }

        await mother.Page.GoBackAsync();
        await mother.IsAtAsync("/cabinet/devices/history");
        await mother.SeesAsync("Вход");
        (await mother.Page.EvaluateAsync<bool>("() => window.stays === true")).ShouldBeTrue();

        await mother.ClickLinkAsync("Помощь");
        await mother.SeesAsync("Не помню пароль от mos.ru");
        await mother.IsAtAsync("/help");
        (await mother.Page.EvaluateAsync<bool>("() => 'stays' in window || 'Blazor' in window")).ShouldBeFalse();
        mother.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_letter_that_was_begun_stands_there_when_its_page_is_opened_again_elsewhere()
    {
        await using var mother = await journeys.VisitorAsync();
        await mother.SignInAsync("sokolova_kate", "Semya_2026");
        await mother.IsAtServiceAsync("/diary");
        await mother.OpenAsync("/support");
        await mother.FillAsync("Что случилось", "Дневник открывается не тот");
        await mother.Page.RunAndWaitForRequestFinishedAsync(
            () => mother.FillAsync("Почта или телефон для ответа", "kate@example.ru"), new() { Predicate = request => request.Url.EndsWith("/drafts/letter", StringComparison.Ordinal) });

        await using var elsewhere = await journeys.VisitorAsync();
        await elsewhere.SignInAsync("sokolova_kate", "Semya_2026");
        await elsewhere.IsAtServiceAsync("/diary");
        await elsewhere.OpenAsync("/support");
        (await elsewhere.Page.GetByLabel("Что случилось").InputValueAsync()).ShouldBe("Дневник открывается не тот");
        (await elsewhere.Page.GetByLabel("Почта или телефон для ответа").InputValueAsync()).ShouldBe("kate@example.ru");
        await elsewhere.ClickAsync("Отправить");
        await elsewhere.SeesAsync("Письмо получено");
        await mother.OpenAsync("/support");
        (await mother.Page.GetByLabel("Что случилось").InputValueAsync()).ShouldBeEmpty();
        mother.Complaints.ShouldBeEmpty();
    }

    [Fact(DisplayName = "D23: a tab that has been hidden for a minute holds no connection, and goes on where it was when it is looked at again")]
    public async Task Hidden()
    {
        await using var mother = await journeys.VisitorAsync(Screen.Desktop);
        // A minute is three seconds here; all else keeps its time.
        await mother.Page.AddInitScriptAsync("const wait = setTimeout; window.setTimeout = (then, delay, ...more) => wait(then, delay === 60000 ? 3000 : delay, ...more);");
        await mother.SignInAsync("sokolova_kate", "Semya_2026");
        await mother.IsAtServiceAsync("/diary");
        var connections = new List<IWebSocket>();
        mother.Page.WebSocket += (_, connection) => connections.Add(connection);
        await mother.OpenAsync("/cabinet/children");
        await mother.SeesAsync("Дарья С.");
        connections.Count.ShouldBe(1);

        await mother.Page.EvaluateAsync(Hide);
        connections[0].IsClosed.ShouldBeFalse();
        while (!connections[0].IsClosed)
            await Task.Delay(100, TestContext.Current.CancellationToken);

        await mother.Page.EvaluateAsync(Show);
        // Whoever taps while it comes back loads the next page as ever.
        await Assertions.Expect(mother.Page.Locator("#components-reconnect-modal.components-reconnect-hide:not(.is-paused)")).ToHaveCountAsync(1);
        await mother.ClickLinkAsync("Контакты");
        await mother.SeesAsync("Попросить школу исправить");
        mother.Path.ShouldBe("/cabinet/contacts");
        connections.Count.ShouldBe(2);
        // Blazor's script answers to the state it is handed after it has closed the connection.
        mother.Complaints.Where(complaint => !complaint.Contains("the connection is not in the 'Connected' State", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
