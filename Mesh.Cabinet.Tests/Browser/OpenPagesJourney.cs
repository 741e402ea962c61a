namespace Mesh.Cabinet.Tests.Browser;

[Collection(Journeys.Name)]
public sealed class OpenPagesJourney(JourneyFixture journeys)
{
    [Fact(DisplayName = "R1, R2, R3, R4, R5, R6, R7: the landing page says what МЭШ is and leads everywhere, without any script")]
    public async Task Landing()
    {
        await using var stranger = await journeys.VisitorAsync();
        await stranger.OpenAsync("/");
        foreach (var words in new[] { "тестовый запуск", "Цифровое образование в школах Москвы", "Вход", "Войти через mos.ru", "госуслуги", "для жителей регионов", "Как получить доступ?", "Подробнее", "Помощь", "Информационная поддержка", "Написать нам", "безопаснее" })
            await stranger.SeesAsync(words);
        (await stranger.Page.Locator("script").CountAsync()).ShouldBe(0);
        stranger.Complaints.ShouldBeEmpty();
    }

    [Fact(DisplayName = "R4, R10, R11, R12, R13, R14: what mos.ru must hold is told per role")]
    public async Task What_must_be_filled_in()
    {
        await using var stranger = await journeys.VisitorAsync();
        await stranger.OpenAsync("/");
        await stranger.ClickLinkAsync("Как получить доступ?");
        await stranger.IsAtAsync("/help/access");
        foreach (var words in new[] { "СНИЛС", "Номер телефона", "Адрес электронной почты", "упрощённой", "Сбер ID" })
            await stranger.SeesAsync(words);
        await stranger.PictureAsync("help-access");
    }

    [Fact(DisplayName = "R41, R42, R43, R46, R49, R50, R51, R52: the questions people ask are answered")]
    public async Task Questions()
    {
        await using var stranger = await journeys.VisitorAsync(hasMouse: false);
        await stranger.OpenAsync("/help");
        await stranger.SeesAsync("подождать 5 минут");
        await stranger.SeesAsync("30–60 минут");
        await stranger.PictureAsync("help");
        await stranger.FillAsync("Что вы ищете", "забыла пароль");
        await stranger.ClickAsync("Найти");
        await stranger.PictureAsync("help-found");
        await stranger.ClickLinkAsync("Не помню пароль от mos.ru");
        await stranger.IsAtAsync("/help/forgot-password");
        await stranger.SeesAsync("Восстановите его на mos.ru");
        await stranger.PictureAsync("help-answer");
    }

    [Fact(DisplayName = "R53: «Написать нам» keeps the letter and says its number; a mistake stands next to its field and nothing typed is lost")]
    public async Task Letter()
    {
        await using var stranger = await journeys.VisitorAsync(hasMouse: false);
        await stranger.OpenAsync("/support");
        await stranger.FillAsync("Что случилось", "Не могу войти");
        await stranger.ClickAsync("Отправить");
        await stranger.SeesAsync("Укажите почту или телефон");
        await stranger.PictureAsync("support-mistake");
        (await stranger.Page.GetByLabel("Что случилось").InputValueAsync()).ShouldBe("Не могу войти");
        await stranger.FillAsync("Почта или телефон для ответа", "anna@pochta.example");
        await stranger.FillAsync("Ваша школа, если хотите", "Хогвартс");
        await stranger.ClickAsync("Отправить");
        await stranger.SeesAsync("Такой школы мы не нашли");
        await stranger.PictureAsync("support-school");
        await stranger.FillAsync("Ваша школа, если хотите", "школа 9101");
        await stranger.ClickAsync("Отправить");
        await stranger.SeesAsync("Номер обращения:");
        await stranger.SeesAsync("Письмо ушло в школу: Школа № 9101");
        await stranger.PictureAsync("support-sent");
        (await journeys.Product.RunCommandAsync("cases", "list")).Output.ShouldContain("письмо");
    }

    [Fact(DisplayName = "An address that does not exist says so in words")]
    public async Task Not_found()
    {
        await using var stranger = await journeys.VisitorAsync();
        await stranger.OpenAsync("/nothing-here");
        await stranger.SeesAsync("Такой страницы нет");
        await stranger.PictureAsync("not-found");
        await stranger.OpenAsync("/error");
        await stranger.SeesAsync("Попробовать ещё раз");
        await stranger.PictureAsync("error");
    }

    [Fact]
    public async Task A_sign_in_that_failed_says_why_and_offers_another()
    {
        await using var stranger = await journeys.VisitorAsync();
        await stranger.OpenAsync("/sign-in/problem?kind=AnotherAccount&at=MosRu&back=%2Fcabinet%2Fdevices%2Fbind");
        await stranger.SeesAsync("Вошёл другой человек");
        await stranger.PictureAsync("sign-in-problem");
    }
}
