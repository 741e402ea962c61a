using Dapper;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>What a school has switched off, and services that could not be told of a sign-out.</summary>
public sealed class SchoolServicesJourneys(JourneyFixture journeys) : IClassFixture<JourneyFixture>
{
    private const string Page = "/desk/services";

    [Fact(DisplayName = "R58, R59, R34, D22: a principal switches the library off for staff, a teacher finds it nowhere and reads who did, and it comes back; neither teachers nor other schools have the page")]
    public async Task Off_and_on()
    {
        await using var head = await OperatorAsync("orlova_mv", "Direktor_77", Screen.Desktop);
        await head.OpenAsync($"{Page}?school=school-1404");
        await head.SeesAsync("Такой страницы нет");
        await head.OpenAsync($"{Page}?school=school-9101");
        await head.SeesAsync("Сейчас: Школа № 9101");
        await head.ClickAsync("Выключить");
        await head.SeesAsync("Выберите сервис");
        await head.Page.GetByRole(AriaRole.Region, new() { Name = "Выключить сервис" }).Locator(".mud-select").First.ClickAsync();
        await head.Page.Locator(".mud-popover-open .mud-list-item").Filter(new() { HasText = "Библиотека МЭШ" }).ClickAsync();
        await head.Page.GetByRole(AriaRole.Radio, new() { Name = "сотрудникам" }).CheckAsync();
        await head.FillAsync("Причина", "Идёт контрольная");
        await head.PictureAsync("desk-services");
        await head.ClickAsync("Выключить");
        await head.SeesAsync("Сервис выключен");
        await head.SeesAsync("Выключен: сотрудникам");
        await head.SeesAsync("Орлова");
        await head.PictureAsync("desk-services-off");

        await using var teacher = await journeys.VisitorAsync();
        await teacher.SignInAsync("petrova_anna", "Shkola-2026");
        await teacher.OpenAsync("/cabinet");
        await teacher.SeesAsync("Школа выключила сервис «Библиотека МЭШ» (Школа № 9101)");
        (await teacher.Page.GetByRole(AriaRole.Link, new() { Name = "Библиотека МЭШ" }).CountAsync()).ShouldBe(0);
        await teacher.PictureAsync("cabinet-service-off");
        await teacher.OpenAsync("/services/library");
        await teacher.SeesAsync("Библиотека МЭШ: школа выключила сервис");
        await teacher.SeesAsync("директор или администратор школы");
        await teacher.PictureAsync("service-off");
        await teacher.OpenAsync(Page);
        await teacher.SeesAsync("Такой страницы нет");

        await head.ClickAsync("Включить «Библиотека МЭШ» сотрудникам");
        // Another form of the page asks for a reason too: the one that has just been opened stands before it.
        await Assertions.Expect(head.Page.GetByLabel("Причина")).ToHaveCountAsync(2, new() { Timeout = 30_000 });
        await head.Page.GetByLabel("Причина").First.FillAsync("Контрольная прошла");
        await head.ClickAsync("Включить");
        await head.SeesAsync("Сервис включён");
        await head.SeesAsync("Контрольная прошла");
        await teacher.OpenAsync("/services/library");
        await teacher.IsAtServiceAsync("/library");
        head.Complaints.ShouldBeEmpty();
        teacher.Complaints.ShouldBeEmpty();
    }

    [Fact(DisplayName = "R54, D22: services that could not be told of a sign-out stand on the city's desk, by service, with the way to tell them again; a school's operator has nothing of it")]
    public async Task Given_up()
    {
        await using (var database = await new Aftermath(journeys.Product).OpenAsync())
        {
            foreach (var sid in new[] { "one", "two" })
            {
                var values = new { Id = Guid.CreateVersion7(), sid, At = DateTimeOffset.UtcNow.AddHours(-2), GivenUp = DateTimeOffset.UtcNow.AddHours(-1) };
                await database.ExecuteAsync(
                    "INSERT INTO LogoutNotices (Id, ClientId, PairwiseSubject, Sid, CreatedAt, DueAt, Tries, LastFailure, GivenUpAt) VALUES (@Id, 'portfolio', 'p', @sid, @At, @At, 9, '503', @GivenUp)", values);
            }
        }

        await using var city = await OperatorAsync("vlasov_roman", "Shkola-2026", Screen.Phone);
        await city.OpenAsync(Page);
        await city.SeesAsync("Сервисы, которым не удалось сказать о выходе");
        await city.SeesAsync("Не доставлено: 2");
        await city.SeesAsync("Последний ответ: 503");
        await city.PictureAsync("desk-services-given-up");
        await city.ClickAsync("Отправить ещё раз: Портфолио");
        await city.FillAsync("Причина", "Сервис починили");
        await city.ClickAsync("Отправить ещё раз");
        await city.SeesAsync("Отправляем ещё раз: 2");
        await city.DoesNotSeeAsync("Не доставлено");
        await using var district = await OperatorAsync("zimina_larisa", "Shkola-2026", Screen.Desktop);
        await district.OpenAsync(Page);
        await district.SeesAsync("Что выключено в школах");
        await district.DoesNotSeeAsync("не удалось сказать о выходе");
        city.Complaints.ShouldBeEmpty();
    }

    private async Task<Visitor> OperatorAsync(string login, string password, Screen screen)
    {
        var visitor = await journeys.VisitorAsync(screen);
        await visitor.OpenAsync("/desk");
        await visitor.ClickLinkAsync("Войти через mos.ru");
        await visitor.TypeCredentialsAsync(login, password);
        await visitor.IsAtAsync("/desk/cases");
        return visitor;
    }
}
