using System.Text.RegularExpressions;
using Dapper;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>What takes two operators, and what one does with several cases.</summary>
public sealed partial class SecondOperatorJourneys(JourneyFixture journeys) : IClassFixture<JourneyFixture>
{
    [Fact(DisplayName = "D22, D11, R59: a record without a СНИЛС is given back by two operators, the second of a wider scope, after a day; until then its person stays outside")]
    public async Task Two()
    {
        await using (var database = await new Aftermath(journeys.Product).OpenAsync())
        {
            (await database.ExecuteAsync(
                "INSERT INTO Ties (PersonId, Provider, Subject, TiedAt) SELECT Id, 'MosRu', 'somebody-else', @Now FROM People WHERE FamilyName = 'Соколова' AND GivenName = 'Екатерина' AND MiddleName = 'Дмитриевна'", new { Now = DateTimeOffset.UtcNow })).ShouldBe(1);
        }

        await using var mother = await journeys.VisitorAsync();
        await mother.SignInAsync("sokolova_kate", "Semya_2026");
        await mother.SeesAsync("Запись в школе уже связана с другим аккаунтом mos.ru");
        var number = CaseNumber().Match(await mother.Page.InnerTextAsync("main")).Groups["number"].Value;

        await using var district = await OperatorAsync("zimina_larisa", $"/desk/cases/{number}");
        await ActAsync(district, "Подтвердить: это один человек", "Паспорт показан в школе");
        await district.SeesAsync("Паспорт показан в школе");
        await Assertions.Expect(district.Page.GetByRole(AriaRole.Region, new() { Name = "Подтвердить вторым" })).ToHaveCountAsync(0);

        await using var city = await OperatorAsync("vlasov_roman", "/desk/cases");
        await city.ClickLinkAsync($"№ {number}");
        await ActAsync(city, "Подтвердить вторым", "Проверено по журналу школы");
        await Assertions.Expect(city.Page.GetByRole(AriaRole.Region, new() { Name = "Подтвердить вторым" })).ToHaveCountAsync(0);
        await city.PictureAsync("desk-second-operator");
        await mother.OpenAsync("/start");
        await mother.IsAtAsync("/access");

        await using (var database = await new Aftermath(journeys.Product).OpenAsync())
            (await database.ExecuteAsync("UPDATE TieProposals SET HoldsAt = @Past WHERE EndedAt IS NULL AND HoldsAt > @Now", new { Past = DateTimeOffset.UtcNow.AddMinutes(-1), Now = DateTimeOffset.UtcNow.AddHours(23) })).ShouldBe(1, "it would have held in a day");
        for (var begun = DateTimeOffset.UtcNow; ; await Task.Delay(1000))
        {
            await mother.OpenAsync("/start");
            if (mother.Page.Url.EndsWith("/diary", StringComparison.Ordinal))
                break;
            (DateTimeOffset.UtcNow - begun).ShouldBeLessThan(TimeSpan.FromMinutes(2), mother.Page.Url);
        }

        city.Complaints.ShouldBeEmpty();
        district.Complaints.ShouldBeEmpty();
    }

    [Fact(DisplayName = "R58, R59: an operator chooses several cases and answers them all at once, and each of their people reads it")]
    public async Task Several()
    {
        await using var teacher = await journeys.VisitorAsync();
        await teacher.SignInAsync("petrova_anna", "Shkola-2026");
        foreach (var words in new[] { "Первое письмо", "Второе письмо" })
        {
            await teacher.OpenAsync("/support");
            await teacher.FillAsync("Почта или телефон для ответа", "anna@example.ru");
            await teacher.FillAsync("Что случилось", words);
            await teacher.ClickAsync("Отправить");
            await teacher.SeesAsync("Письмо получено");
        }

        List<string> numbers;
        await using (var database = await new Aftermath(journeys.Product).OpenAsync())
            numbers = [.. (await database.QueryAsync<long>("SELECT Number FROM SupportCases WHERE Kind = 'Message'")).Select(number => $"{number}")];
        numbers.Count.ShouldBe(2);

        await using var city = await OperatorAsync("vlasov_roman", "/desk/cases");
        await ChooseAsync();
        await city.ClickLinkAsync("Другое действие с выбранными");
        await city.SeesAsync("Что произойдёт");
        await city.PictureAsync("desk-several-job");
        await city.OpenAsync("/desk/cases");
        await ChooseAsync();
        await city.FillAsync("Текст", "Сервис уже работает.");
        await city.PictureAsync("desk-several");
        await city.ClickAsync("Ответить всем и закрыть");
        foreach (var number in numbers)
            await city.SeesAsync($"№ {number}: закрыто с ответом");
        foreach (var number in numbers)
        {
            await teacher.OpenAsync($"/cabinet/requests/{number}");
            await teacher.SeesAsync("Сервис уже работает.");
        }

        city.Complaints.ShouldBeEmpty();

        async Task ChooseAsync()
        {
            foreach (var number in numbers)
                await city.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = $"№ {number}" }).GetByRole(AriaRole.Checkbox).CheckAsync();
        }
    }

    private static async Task ActAsync(Visitor by, string action, string why)
    {
        await by.Page.GetByRole(AriaRole.Region, new() { Name = action }).GetByLabel("Причина").FillAsync(why);
        await by.ClickAsync(action);
    }

    private async Task<Visitor> OperatorAsync(string login, string address)
    {
        var visitor = await journeys.VisitorAsync(Screen.Desktop);
        await visitor.OpenAsync(address);
        await visitor.ClickLinkAsync("Войти через mos.ru");
        await visitor.TypeCredentialsAsync(login, "Shkola-2026");
        await visitor.IsAtAsync(address);
        return visitor;
    }

    [GeneratedRegex(@"№ (?<number>\d+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex CaseNumber();
}
