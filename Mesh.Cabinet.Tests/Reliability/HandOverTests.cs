using Mesh.Cabinet.Tests.Browser;
using Mesh.Cabinet.Tests.Parts;
using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>An interactive page in Chromium, whose node behind nginx is told to end.</summary>
public sealed class HandOverTests
{
    // Blazor's own words for a connection that broke.
    private const string SeeCuts = """
        () => {
          const modal = document.getElementById('components-reconnect-modal');
          new MutationObserver(() => { if (modal.classList.contains('components-reconnect-show')) sessionStorage.setItem('cut', 'true'); }).observe(modal, { attributes: true });
        }
        """;

    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(20);

    [Fact(DisplayName = "D23: whose node ends goes on at the other one at once, at the same address, is told why it took a moment, and is left alone when the node is gone")]
    public async Task To_the_other_node()
    {
        DebianParts.NeedNginx();
        DebianParts.NeedChromium();
        await using var stage = await Stage.StartAsync(teachers: 1);
        (string, string)[] settings = [(Watch.Address, ""), ("Site__TrustedProxies__0", "127.0.0.1"), ("Site__TrustedProxies__1", "::1"), ("Site__Drain", $"{Drain}")];
        var (leaving, staying) = (stage.NewPlace(), stage.NewPlace());
        var node = await stage.StartNodeAsync(leaving, settings);
        var folder = Directory.CreateTempSubdirectory("nginx-");
        await using var nginx = await Nginx.StartBeforeAsync(folder.FullName, stage.Place.Cabinet.Port, leaving.Cabinet.Port, staying.Cabinet.Port);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = DebianParts.Chromium, Args = JourneyFixture.ChromiumArguments });
        var page = await browser.NewPageAsync(new() { Locale = "ru-RU" });
        page.SetDefaultTimeout((float)(3 * Drain).TotalMilliseconds);
        var connections = new List<IWebSocket>();
        page.WebSocket += (_, connection) => connections.Add(connection);

        var teacher = stage.NewVisit();
        await page.GotoAsync(new Uri(stage.Place.Cabinet, "/").ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "Войти через mos.ru" }).First.ClickAsync();
        await page.GetByLabel("Логин", new() { Exact = true }).FillAsync(teacher.Login);
        await page.GetByLabel("Пароль", new() { Exact = true }).FillAsync(teacher.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Войти", Exact = true }).ClickAsync();
        await page.GetByLabel("Пароль от mos.ru").WaitForAsync();
        connections.Count.ShouldBe(1);

        await stage.StartNodeAsync(staying, settings);
        await page.EvaluateAsync(SeeCuts);
        await node.TellToEndAsync();
        await page.Locator("#components-reconnect-modal.is-reopened").WaitForAsync();
        (await page.EvaluateAsync<string?>("() => sessionStorage.getItem('cut')")).ShouldBeNull("the page lets go by itself");
        // The node is not gone yet.
        using (var http = new HttpClient())
            (await http.GetAsync(new Uri(leaving.Cabinet, "/health/live"))).EnsureSuccessStatusCode();
        await page.GetByLabel("Пароль от mos.ru").WaitForAsync();
        new Uri(page.Url).AbsolutePath.ShouldBe("/activation");

        var there = connections.Count;
        connections[^1].IsClosed.ShouldBeFalse();
        await node.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));
        connections.Count.ShouldBe(there);
        connections[^1].IsClosed.ShouldBeFalse();
        await page.GetByLabel("Пароль от mos.ru").FillAsync(teacher.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Активировать аккаунт" }).ClickAsync();
        await page.GetByText("Аккаунт МЭШ готов").First.WaitForAsync();
        folder.Delete(recursive: true);
    }
}
