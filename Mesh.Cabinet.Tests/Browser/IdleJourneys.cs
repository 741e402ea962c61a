using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>Who comes back to a page after a while, in Chromium.</summary>
[Collection(CabinetLife.Name)]
public sealed class IdleJourneys(JourneyFixture journeys)
{
    [Fact(DisplayName = "D25: a click on an interactive page of the cabinet after a long while changes nothing, and leads by mos.ru to the same page without another click")]
    public async Task An_open_page()
    {
        await using var mother = await journeys.VisitorAsync(Screen.Desktop);
        await mother.SignInAsync("romanova_galina", "Shkola-2026");
        await mother.IsAtServiceAsync("/diary");
        await mother.OpenAsync("/cabinet");
        await mother.ClickAsync("Изменить порядок");
        await mother.ClickAsync("Ниже: Дневник");
        await mother.SeesAsync("Дневник: место 2");
        await new Aftermath(journeys.Product).LeaveIdleAsync("3f2a9c10-0000-4000-8000-000000000037", TimeSpan.FromMinutes(40));

        await mother.ClickAsync("Выше: Дневник");

        await mother.DoesNotSeeAsync("Дневник: место");
        await mother.IsAtAsync("/cabinet");
        await mother.ClickAsync("Изменить порядок");
        (await mother.Page.Locator(".shelf .name").AllInnerTextsAsync())[0].ShouldNotBe("Дневник");
        await mother.ClickAsync("Выше: Дневник");
        await mother.SeesAsync("Дневник: место 1");
        mother.Complaints.ShouldBeEmpty();
    }
}
