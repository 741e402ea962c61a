using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Playwright;

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
        await mother.ClickAsync("Избранное: Портфолио");
        await mother.SeesAsync("Портфолио: в избранном");
        await new Aftermath(journeys.Product).LeaveIdleAsync("3f2a9c10-0000-4000-8000-000000000037", TimeSpan.FromMinutes(40));
        await mother.Page.EvaluateAsync("() => { document.documentElement.dataset.stays = 'true'; }");

        await mother.ClickAsync("Избранное: Дневник");

        await Assertions.Expect(mother.Page.Locator("html[data-stays]")).ToHaveCountAsync(0);
        await mother.IsAtAsync("/cabinet");
        var star = mother.Page.GetByRole(AriaRole.Button, new() { Name = "Избранное: Дневник" });
        await Assertions.Expect(star).ToHaveAttributeAsync("aria-pressed", "false");
        await mother.UseAsync(star);
        await mother.SeesAsync("Дневник: в избранном");
        mother.Complaints.ShouldBeEmpty();
    }
}
