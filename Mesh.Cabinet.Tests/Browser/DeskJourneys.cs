using System.Text.RegularExpressions;
using Dapper;
using Mesh.Cabinet.Sandbox.CityMaking;
using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>Somebody cannot get in, somebody helps, and word comes back.</summary>
[Collection(CabinetLife.Name)]
public sealed partial class DeskJourneys(JourneyFixture journeys)
{
    [Fact(DisplayName = "R53, R58, R59, D3, D22: a teacher whose logins differ writes, the district's operator decides and answers, the letter arrives, and the teacher activates")]
    public async Task Logins_differ()
    {
        await using var teacher = await journeys.VisitorAsync();
        await teacher.SignInAsync("smirnova_olga", "Shkola-2026");
        await teacher.SeesAsync("Логины не совпадают");
        var number = CaseNumber().Match(await teacher.Page.InnerTextAsync("main")).Groups["number"].Value;
        await teacher.OpenAsync($"/cabinet/requests/{number}");
        await teacher.FillAsync("Ваше сообщение", "Какой логин останется? <b>Ольга</b>");
        await teacher.ClickAsync("Отправить");
        await teacher.SeesAsync("Сообщение отправлено");
        await teacher.OpenAsync("/desk/cases");
        await teacher.SeesAsync("Такой страницы нет");

        await using var support = await journeys.VisitorAsync(Screen.Desktop);
        await support.OpenAsync("/desk");
        await support.ClickLinkAsync("Войти через mos.ru");
        await support.TypeCredentialsAsync("zimina_larisa", "Shkola-2026");
        await support.IsAtAsync("/desk/cases");
        await support.SeesAsync($"№ {number}");
        await support.PictureAsync("desk-cases");
        await support.ClickLinkAsync($"№ {number}");
        await support.SeesAsync("Какой логин останется? <b>Ольга</b>");
        await support.PictureAsync("desk-case");
        await support.FillAsync("Текст", "Останется логин журнала.");
        await support.ClickAsync("Отправить ответ");
        await support.SeesAsync("Ответ отправлен");
        (await teacher.LetterAsync("smirnova_olga", $"обращение № {number}")).Text.ShouldNotContain("Останется", Case.Sensitive);

        await support.Page.GetByLabel("Логин журнала: smirnova_ov").CheckAsync();
        await support.Page.GetByRole(AriaRole.Region, new() { Name = "Подтвердить логин" }).GetByLabel("Причина").FillAsync("Так в приказе");
        await support.ClickAsync("Подтвердить логин");
        await support.SeesAsync("Подтверждён логин smirnova_ov. Причина: Так в приказе");
        await teacher.LetterAsync("smirnova_olga", "закрыто");

        await teacher.OpenAsync("/cabinet/requests");
        await teacher.SeesAsync("Закрыто");
        await teacher.PictureAsync("requests");
        await teacher.ClickLinkAsync($"Обращение № {number}");
        await teacher.SeesAsync("Останется логин журнала.");
        await teacher.SeesAsync("Подтверждён логин smirnova_ov. Причина: Так в приказе");
        await teacher.PictureAsync("request");
        await teacher.OpenAsync("/activation");
        await teacher.ActivateAsync("Shkola-2026");
        await teacher.OpenAsync("/cabinet/devices/history");
        await teacher.SeesAsync($"Поддержка выполнила действие по обращению № {number}");
        support.Complaints.ShouldBeEmpty();
    }

    [Fact(DisplayName = "R58, D22: an operator finds people of the own schools by name, login and phone, with numbers masked, and nobody of another's")]
    public async Task People()
    {
        await using var head = await journeys.VisitorAsync();
        await head.OpenAsync("/desk/people");
        await head.ClickLinkAsync("Войти через mos.ru");
        await head.TypeCredentialsAsync("orlova_mv", "Direktor_77");
        await head.IsAtAsync("/desk/people");
        await head.FillAsync("Кого найти", "петрова анна");
        await head.SeesAsync("Петрова Анна Сергеевна");
        await head.PictureAsync("desk-people");
        await head.FillAsync("Кого найти", "smirnova_ov");
        await head.SeesAsync("Никого не нашли");
        await head.FillAsync("Кого найти", "petrova_anna@zao.obr.mos.ru");
        await head.ClickLinkAsync("Петрова Анна Сергеевна");
        await head.SeesAsync("•••-•••-•••");
        await head.PictureAsync("desk-person");
        await head.ClickAsync("Показать СНИЛС и контакты");
        await head.SeesAsync("300-104-729 83");
        await Assertions.Expect(head.Page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("•••");
        await head.OpenAsync("/desk/people/story-03");
        await head.SeesAsync("Такого человека здесь нет");
    }

    [Fact(DisplayName = "R58, D22: an operator sees class by class who has come in, prints letters without a password, reads the numbers and what to mend, and sees nothing of another's school")]
    public async Task Classes()
    {
        await using var head = await journeys.VisitorAsync();
        await head.OpenAsync("/desk/classes");
        await head.ClickLinkAsync("Войти через mos.ru");
        await head.TypeCredentialsAsync("pavlov_artem", "Server.2026");
        await head.SeesAsync("Школа № 9201");
        await head.SeesAsync("Учеников: ");
        await head.PictureAsync("desk-classes");
        await head.UseAsync(head.Page.Locator("tbody a").First);
        await head.SeesAsync("Письма для печати");
        await head.PictureAsync("desk-class");
        await head.ClickLinkAsync("Письма для печати");
        await head.SeesAsync("Паролей в них нет");
        await head.PictureAsync("desk-letters");
        await head.OpenAsync($"/desk/classes/{SchoolClasses.Id(Schools.North, 7, 0)}");
        await head.SeesAsync("Такого класса здесь нет");

        await head.OpenAsync("/desk/numbers");
        await head.SeesAsync("Сколько ждут открытые обращения");
        await head.PictureAsync("desk-numbers");
        await head.OpenAsync("/desk/records");
        await head.SeesAsync("Школа № 9201");
        await head.SeesAsync("Последние загрузки");
        await head.PictureAsync("desk-records");
        await head.OpenAsync($"/desk/records/school/{Schools.North}");
        await head.SeesAsync("Такой страницы нет");
        await head.OpenAsync("/desk/records/elsewhere");
        await head.SeesAsync("Такой страницы нет");
    }

    [Fact(DisplayName = "R58, R59: an operator does something for a whole school: first what will happen, then how far it has come, and what became of each, on the page and as a table")]
    public async Task For_many()
    {
        await using var anna = await journeys.VisitorAsync();
        await anna.SignInAsync("petrova_anna", "Shkola-2026");
        await anna.SeesAsync("petrova_anna");

        await using var head = await journeys.VisitorAsync();
        await head.OpenAsync("/desk/classes");
        await head.ClickLinkAsync("Войти через mos.ru");
        await head.TypeCredentialsAsync("orlova_mv", "Direktor_77");
        await head.ClickLinkAsync("Сделать для школы");
        await head.SeesAsync("Что произойдёт");
        await head.SeesAsync("Ещё не входили: проверять нечего");
        await head.PictureAsync("desk-job-new");
        await head.FillAsync("Причина", "Записи исправлены");
        await head.ClickAsync("Начать");
        await head.SeesAsync("Что стало с каждым");
        await head.SeesAsync("Закончено");
        await head.SeesAsync("Доступ есть");
        await head.PictureAsync("desk-job");
        var table = await head.Page.RunAndWaitForDownloadAsync(() => head.ClickLinkAsync("Скачать таблицей"));
        (await File.ReadAllTextAsync(await table.PathAsync())).ShouldContain("Петрова Анна Сергеевна");
        await head.ClickLinkAsync("Все действия");
        await Assertions.Expect(head.Page.Locator("a.skip")).ToHaveAttributeAsync("href", "/desk/jobs#content");
        // How many have come in by now depends on what other journeys have done.
        await Assertions.Expect(head.Page.Locator("#content")).ToContainTextAsync(new Regex(@"Обработано (?<all>\d+) из \k<all>\b", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await head.PictureAsync("desk-jobs");
        await anna.OpenAsync("/cabinet/devices/history");
        await anna.SeesAsync("Поддержка ещё раз проверила доступ. Причина: Записи исправлены");
        head.Complaints.ShouldBeEmpty();
    }

    [Fact(DisplayName = "R53, R58, R59, D11, D22: whose record was tied by somebody else writes, the operator gives it back, for the СНИЛС agrees at once, and both read of it in their history")]
    public async Task Tied_by_somebody_else()
    {
        await using var other = await journeys.VisitorAsync();
        await using (var connection = await journeys.Product.Place.Database.OpenAsync())
        {
            // Somebody at the desk has once mistaken one for the other.
            await connection.ExecuteAsync(
                "INSERT INTO Ties (PersonId, Provider, Subject, TiedAt) VALUES ('story-02', 'MosRu', @Subject, @Now)", new { Subject = Story.Account(26, "danilova_svetlana", "Данилова Светлана", "").Sub, Now = DateTimeOffset.UtcNow });
        }

        await other.SignInAsync("danilova_svetlana", "Shkola-2026");
        await other.IsAtAsync("/access");
        await using var igor = await journeys.VisitorAsync();
        await igor.SignInAsync("ivanov.igor", "Zhurnal-2026");
        await igor.SeesAsync("Запись в школе уже связана с другим аккаунтом mos.ru");
        await igor.PictureAsync("access-tied-elsewhere");
        var number = CaseNumber().Match(await igor.Page.InnerTextAsync("main")).Groups["number"].Value;
        await igor.OpenAsync($"/cabinet/requests/{number}");
        await igor.FillAsync("Ваше сообщение", "Это моя запись, другого аккаунта у меня нет.");
        await igor.ClickAsync("Отправить");
        await igor.SeesAsync("Сообщение отправлено");

        await using var support = await journeys.VisitorAsync(Screen.Desktop);
        await support.OpenAsync($"/desk/cases/{number}");
        await support.ClickLinkAsync("Войти через mos.ru");
        await support.TypeCredentialsAsync("zimina_larisa", "Shkola-2026");
        await support.SeesAsync("Это моя запись, другого аккаунта у меня нет.");
        await support.PictureAsync("desk-tied-elsewhere");
        await support.Page.GetByRole(AriaRole.Region, new() { Name = "Подтвердить: это один человек" }).GetByLabel("Причина").FillAsync("СНИЛС тот же");
        await support.ClickAsync("Подтвердить: это один человек");
        await support.SeesAsync("Связь перенесена. Причина: СНИЛС тот же");

        await igor.OpenAsync("/start");
        await igor.IsAtAsync("/activation");
        await igor.OpenAsync("/cabinet/devices/history");
        await igor.SeesAsync("Поддержка связала запись в школе с другим аккаунтом: СНИЛС тот же");
        await igor.OpenAsync($"/cabinet/requests/{number}");
        await igor.SeesAsync("Связь перенесена. Причина: СНИЛС тот же");
        await using var again = await journeys.VisitorAsync();
        await again.SignInAsync("danilova_svetlana", "Shkola-2026");
        await again.IsAtAsync("/access");
        await again.OpenAsync("/cabinet/devices/history");
        await again.SeesAsync("Поддержка отвязала аккаунт от записи в школе: СНИЛС тот же");
        support.Complaints.ShouldBeEmpty();
    }

    [GeneratedRegex(@"№ (?<number>\d+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex CaseNumber();
}
