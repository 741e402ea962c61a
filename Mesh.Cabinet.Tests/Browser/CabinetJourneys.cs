using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>Life in the cabinet: services in one's own order, contacts at the school.</summary>
[Collection(CabinetLife.Name)]
public sealed class CabinetJourneys(JourneyFixture journeys)
{
    [Fact(DisplayName = "R34: by the keyboard alone a mother puts her services in order, which another browser of hers then shows")]
    public async Task Services_in_order()
    {
        await using var mother = await journeys.VisitorAsync(hasMouse: false);
        await mother.SignInAsync("sokolova_kate", "Semya_2026");
        await mother.IsAtServiceAsync("/diary");
        await mother.OpenAsync("/cabinet");
        await mother.ClickAsync("Изменить порядок");
        await mother.SeesAsync("Готово");
        await mother.ClickAsync("Избранное: Портфолио");
        await mother.SeesAsync("Портфолио: в избранном, место 1 из 3");
        await mother.ClickAsync("Ниже: Дневник");
        await mother.SeesAsync("Дневник: место 3 из 3");
        await Assertions.Expect(mother.Page.GetByRole(AriaRole.Button, new() { Name = "Ниже: Дневник" })).ToBeFocusedAsync();
        await mother.PictureAsync("cabinet-arrange");

        await using var elsewhere = await journeys.VisitorAsync();
        await elsewhere.SignInAsync("sokolova_kate", "Semya_2026");
        await elsewhere.IsAtServiceAsync("/diary");
        await elsewhere.OpenAsync("/cabinet");
        await Assertions.Expect(elsewhere.Page.Locator(".tile strong")).ToHaveTextAsync(["Портфолио", "Первые уроки", "Дневник"]);
        await elsewhere.PictureAsync("cabinet-parent");
        await elsewhere.SeesAsync("Дарья С. пока без аккаунта");
        await elsewhere.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await elsewhere.ClickAsync("sokolova_kate: скопировать");
        await elsewhere.SeesAsync("Скопировано");
        (await elsewhere.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).ShouldBe("sokolova_kate");

        // The chosen one of the two has the focus; an arrow chooses the other.
        await mother.UseAsync(mother.Page.GetByLabel("Плитками"), "ArrowDown");
        await mother.SeesAsync("Сервисы показываются списком");
        await elsewhere.OpenAsync("/cabinet");
        await elsewhere.PictureAsync("cabinet-list");
        await elsewhere.FillAsync("Найти сервис", "уроки");
        await elsewhere.SeesAsync("По запросу «уроки»");
        await Assertions.Expect(elsewhere.Page.Locator(".tile strong")).ToHaveTextAsync(["Первые уроки", "Дневник"]);
        await elsewhere.PictureAsync("cabinet-search");
        await elsewhere.OpenAsync("/cabinet?q=%D0%B6%D0%B8%D1%80%D0%B0%D1%84");
        await elsewhere.SeesAsync("По запросу «жираф»");
        await elsewhere.PictureAsync("cabinet-search-nothing");
        await elsewhere.OpenAsync("/cabinet/account");
        await elsewhere.PictureAsync("account-of-a-parent");
        await elsewhere.OpenAsync("/cabinet/services");
        await elsewhere.IsAtAsync("/cabinet");
        mother.Complaints.Concat(elsewhere.Complaints).ShouldBeEmpty();
    }

    [Fact(DisplayName = "R35: a student sees the contacts that the school holds, shows them, and asks to mend them, by the keyboard alone")]
    public async Task Contacts()
    {
        await using var student = await journeys.VisitorAsync(hasMouse: false);
        await student.SignInAsync("sokolov_misha", "Dnevnik_7a");
        await student.IsAtAsync("/activation");
        await student.OpenAsync("/cabinet/account");
        await student.PictureAsync("account-not-yet");
        await student.OpenAsync("/cabinet");
        await student.PictureAsync("cabinet-not-activated");
        await student.ClickAsync("Ещё");
        await student.ClickLinkAsync("Контакты");
        await student.IsAtAsync("/cabinet/contacts");
        await student.SeesAsync("Совпадает с mos.ru");
        await student.SeesAsync("Соколова Екатерина Дмитриевна");
        await student.DoesNotSeeAsync("000-00-43");
        await student.PictureAsync("contacts");
        await student.ClickLinkAsync("Показать полностью");
        await student.SeesAsync("Подтвердите, что это вы");
        await student.ConfirmAsync("sokolov_misha", "Dnevnik_7a", "/cabinet/contacts/full");
        await student.SeesAsync("000-00-43");
        await student.PictureAsync("contacts-shown");
        await student.ClickLinkAsync("Скрыть");
        await student.ClickAsync("Отправить просьбу");
        await student.SeesAsync("Напишите, что исправить.");
        await student.PictureAsync("contacts-mistake");
        await student.FillAsync("Что исправить", "У мамы новый номер");
        await student.ClickAsync("Отправить просьбу");
        await student.SeesAsync("отправлена. Когда школа исправит");
        await student.PictureAsync("contacts-asked");
        student.Complaints.ShouldBeEmpty();
    }
}
