using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Sandbox.Running;
using Mesh.Cabinet.Tests.Browser;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.Parts;
using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>What the whole program says to SQL Server while people use it.</summary>
public sealed class SpokenProductTests
{
    // A node reads its notices once in ten seconds, in whoever's request that comes: that is no cost of a person.
    private const string NodesOwn = "FROM Notices";

    [Fact]
    public async Task A_repeated_sign_in_the_cabinet_and_an_activation_ask_little()
    {
        const string login = "petrova_anna", password = "Shkola-2026";
        await using var product = await SpokenProduct.StartAsync();
        using var teacher = new HttpVisitor(product);
        (await teacher.SignInAsync(login, password)).Path.ShouldBe("/activation");
        await SpokenProduct.HearAsync(product);
        (await teacher.ActivateAsync(password)).Text.ShouldContain("Аккаунт МЭШ готов");
        await ShouldAskAsync(product, 10, "/activation/password");

        using var third = new HttpVisitor(product);
        await third.SignInAsync(login, password);
        await SpokenProduct.HearAsync(product);
        (await third.PostAsync("/sign-out")).Path.ShouldBe("/");
        await SpokenProduct.HearAsync(product);
        await third.SignInAsync(login, password);
        // With one look whether the account knows the browser, which it does.
        await ShouldAskAsync(product, 8, "/sign-in/mos-ru/callback", "/start");

        await third.OpenAsync("/cabinet");
        await SpokenProduct.HearAsync(product);
        (await third.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet");
        await ShouldAskAsync(product, 5, "/cabinet");
    }

    [Fact]
    public async Task A_service_that_signs_somebody_in_by_a_pushed_request_asks_little()
    {
        await using var product = await SpokenProduct.StartAsync();
        using var teacher = new HttpVisitor(product);
        await teacher.SignInAsync("petrova_anna", "Shkola-2026");
        var journal = new Uri(product.City, "/journal/sign-in").ToString();
        await teacher.OpenAsync(journal);
        await SpokenProduct.HearAsync(product);
        (await teacher.OpenAsync(journal)).Path.ShouldBe("/journal");
        await ShouldAskAsync(product, 21, "/connect/authorize", "/connect/token", "/connect/userinfo");
    }

    [Fact]
    public async Task The_cabinet_in_its_circuit_asks_little_beside_whether_the_session_stands()
    {
        DebianParts.NeedChromium();
        await using var product = await SpokenProduct.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = DebianParts.Chromium, Args = JourneyFixture.ChromiumArguments });
        await using var teacher = new Visitor(await (await browser.NewContextAsync(Visitor.Options(Screen.Phone))).NewPageAsync(), product, hasMouse: true);
        await teacher.SignInAsync("petrova_anna", "Shkola-2026");
        await teacher.ActivateAsync("Shkola-2026");
        await OpenAsync();
        await SpokenProduct.HearAsync(product);
        await OpenAsync();
        string[] aside = ["FROM Sessions", NodesOwn];
        var asked = (await SpokenProduct.HearAsync(product)).Where(one => one.Path == "/_blazor" && !aside.Any(table => one.Sql.Contains(table, StringComparison.Ordinal))).Select(one => one.Sql.ReplaceLineEndings(" ")).ToList();
        asked.ShouldNotBeEmpty();
        asked.Count.ShouldBeLessThanOrEqualTo(7, string.Join("\n", asked));

        async Task OpenAsync()
        {
            await teacher.OpenAsync("/cabinet");
            await teacher.SeesAsync("petrova_anna@");
        }
    }

    [Fact]
    public async Task Whatever_everybody_of_the_city_opens_is_said_as_SQL_Server_takes_it()
    {
        string[] addresses = ["/access", "/activation", "/services", "/support", "/cabinet", "/cabinet/account", "/cabinet/contacts", "/cabinet/devices", "/cabinet/children", "/cabinet/history"];
        await using var product = await SpokenProduct.StartAsync();
        var city = await CityFile.ReadAsync(SandboxSettings.ShippedCity, TestContext.Current.CancellationToken);
        city.Citizens.Count.ShouldBeGreaterThan(5);
        foreach (var citizen in city.Citizens.Where(citizen => citizen.Via == "mos.ru"))
        {
            using var visitor = new HttpVisitor(product);
            await visitor.SignInAsync(citizen);
            foreach (var address in addresses)
                ((int)(await visitor.OpenAsync(address)).Status).ShouldBeLessThan(500, $"{citizen.Login} at {address}: {product.Output}");
            await visitor.ActivateAsync(citizen.Password);
        }

        product.Output.ShouldNotContain("SQL Server does not understand");
        product.Output.ShouldNotContain("is declared by the length");
    }

    // All that was asked in these requests, and in no other of their kind.
    private static async Task ShouldAskAsync(RunningProduct product, int most, params string[] paths)
    {
        var asked = (await SpokenProduct.HearAsync(product)).Where(one => paths.Contains(one.Path) && one.Sql != StandInServer.BeginTransaction && !one.Sql.Contains(NodesOwn, StringComparison.Ordinal)).ToList();
        var said = string.Join("\n", asked.Select(one => $"{one.Path}: {one.Sql.ReplaceLineEndings(" ")}"));
        asked.Select(one => one.Path).Distinct().Order().ShouldBe(paths.Order(), said);
        asked.Count.ShouldBeLessThanOrEqualTo(most, said);
    }
}
