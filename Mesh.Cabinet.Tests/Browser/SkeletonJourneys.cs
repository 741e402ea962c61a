using System.Text.Json;
using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>What stands there before a page of the app does, beside the page that comes.</summary>
[Collection(CabinetLife.Name)]
public sealed class SkeletonJourneys(JourneyFixture journeys)
{
    private const double Near = 2;

    [Theory(DisplayName = "D23: bar, menu, title and the first of what is below stand where the frame had them, and nothing moves aside when the page comes")]
    [InlineData(Screen.Phone, "/cabinet", ".tiles > *")]
    [InlineData(Screen.Desktop, "/cabinet", ".tiles > *")]
    [InlineData(Screen.Phone, "/cabinet/children", ".family > *")]
    [InlineData(Screen.Desktop, "/cabinet/children", ".family > *")]
    [InlineData(Screen.Phone, "/cabinet/account", ".card")]
    [InlineData(Screen.Desktop, "/cabinet/account", ".card")]
    [InlineData(Screen.Desktop, "/cabinet/contacts", ".card")]
    [InlineData(Screen.Desktop, "/cabinet/devices", ".card")]
    public async Task In_its_place(Screen screen, string address, string first)
    {
        await using var mother = await journeys.VisitorAsync(screen);
        await mother.SignInAsync("sokolova_kate", "Semya_2026");
        await mother.IsAtServiceAsync("/diary");
        var circuit = new TaskCompletionSource();
        await mother.Page.RouteAsync("**/_blazor/negotiate**", async route =>
        {
            await circuit.Task;
            await route.ContinueAsync();
        });
        await mother.OpenAsync(address);
        var frame = await BoxesAsync(mother.Page, ".frame", ".frame-menu", ".bone-title", first);
        circuit.SetResult();
        await Assertions.Expect(mother.Page.Locator(".circuit h1")).ToBeVisibleAsync();
        var page = await BoxesAsync(mother.Page, ".circuit", ".cabinet-menu", "h1", first);

        Same(frame.Bar, page.Bar);
        Same(frame.Menu, page.Menu);
        (frame.Title.X, frame.Title.Y).ShouldSatisfyAllConditions(at => at.X.ShouldBe(page.Title.X, Near), at => at.Y.ShouldBe(page.Title.Y, Near));
        (frame.First.X, frame.First.Width).ShouldSatisfyAllConditions(at => at.X.ShouldBe(page.First.X, Near), at => at.Width.ShouldBe(page.First.Width, Near));
        mother.Complaints.ShouldBeEmpty();
    }

    private static void Same(Box frame, Box page) => new[] { frame.X, frame.Y, frame.Width, frame.Height }.Zip([page.X, page.Y, page.Width, page.Height])
        .ShouldAllBe(side => Math.Abs(side.First - side.Second) <= Near, $"{frame} became {page}");

    private static async Task<(Box Bar, Box Menu, Box Title, Box First)> BoxesAsync(IPage page, string within, string menu, string title, string first)
    {
        var boxes = await page.EvaluateAsync<JsonElement>(
            "([within, ...parts]) => parts.map(part => { const { x, y, width, height } = document.querySelector(`${within} ${part}`).getBoundingClientRect(); return { x, y, width, height }; })",
            new[] { within, ".cabinet-bar", menu, title, first });
        var all = boxes.Deserialize<Box[]>(JsonSerializerOptions.Web)!;
        return (all[0], all[1], all[2], all[3]);
    }

    private sealed record Box(double X, double Y, double Width, double Height);
}
