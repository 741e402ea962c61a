using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>One sign-in for all services, one sign-out of all.</summary>
public sealed class ServicesJourneys(JourneyFixture journeys) : IClassFixture<JourneyFixture>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact(DisplayName = "R34, R37: signed in once, a mother opens her services without typing anything, and leaving one she is out of all")]
    public async Task Once()
    {
        await using var mother = await journeys.VisitorAsync();
        await mother.SignInAsync("sokolova_kate", "Semya_2026");
        await mother.IsAtServiceAsync("/diary");
        foreach (var service in new[] { "/portfolio", "/diary" })
        {
            await mother.OpenAsync($"/services{service}");
            await Assertions.Expect(mother.Page.GetByRole(AriaRole.Strong).Filter(new() { HasText = "Соколова Екатерина Дмитриевна" })).ToBeVisibleAsync();
            mother.Page.Url.ShouldEndWith(service);
        }

        await mother.Page.GetByRole(AriaRole.Button, new() { Name = "Выйти" }).ClickAsync();
        await Assertions.Expect(mother.Page.GetByText("Здесь пока никого")).ToBeVisibleAsync();
        await UntilOutAsync(mother, "/portfolio");
        await mother.OpenAsync("/cabinet");
        new Uri(mother.Page.Url).AbsolutePath.ShouldBe("/");
    }

    [Fact(DisplayName = "R37: a session that is ended elsewhere ends in the services too, and one service can be closed in the cabinet")]
    public async Task Elsewhere()
    {
        await using var mother = await journeys.VisitorAsync();
        await mother.SignInAsync("sokolova_kate", "Semya_2026");
        await mother.IsAtServiceAsync("/diary");
        await mother.OpenAsync("/services/portfolio");
        await mother.Page.GetByRole(AriaRole.Link, new() { Name = "Управление аккаунтом" }).ClickAsync();
        await mother.Page.GetByRole(AriaRole.Button, new() { Name = "Выйти из сервиса «Портфолио»" }).ClickAsync();
        await Assertions.Expect(mother.Page.GetByText("Вы вышли из «Портфолио»")).ToBeVisibleAsync();
        await UntilOutAsync(mother, "/portfolio");
        await mother.OpenCityAsync("/diary");
        await Assertions.Expect(mother.Page.GetByRole(AriaRole.Strong).Filter(new() { HasText = "Соколова Екатерина Дмитриевна" })).ToBeVisibleAsync();

        await new Aftermath(journeys.Product).EndSessionsOfAsync("3f2a9c10-0000-4000-8000-000000000031");
        await UntilOutAsync(mother, "/diary");
    }

    // The word is on its way for a few seconds.
    private static async Task UntilOutAsync(Visitor visitor, string service)
    {
        var begun = DateTimeOffset.UtcNow;
        while (true)
        {
            await visitor.OpenCityAsync(service);
            if (await visitor.Page.GetByText("МЭШ сообщила в").IsVisibleAsync())
                return;
            (DateTimeOffset.UtcNow - begun).ShouldBeLessThan(Soon, $"{service} is open still: {visitor.Page.Url}");
            await Task.Delay(500);
        }
    }
}
