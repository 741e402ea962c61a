using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Sandbox.Running;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>What the whole program says to SQL Server while people use it.</summary>
public sealed class SpokenProductTests(SpokenProductTests.Spoken spoken) : IClassFixture<SpokenProductTests.Spoken>
{
    private const string Password = "Shkola-2026";

    [Fact]
    public async Task A_repeated_sign_in_the_cabinet_and_an_activation_ask_little()
    {
        using var teacher = new HttpVisitor(spoken.Product);
        (await teacher.SignInAsync("petrova_anna", Password)).Path.ShouldBe("/activation");
        await SpokenProduct.HearAsync(spoken.Product);
        (await teacher.ActivateAsync(Password)).Text.ShouldContain("Аккаунт МЭШ готов");
        await ShouldAskAsync(13, "/activation/password");

        using var again = new HttpVisitor(spoken.Product);
        await again.SignInAsync("petrova_anna", Password);
        await SpokenProduct.HearAsync(spoken.Product);
        using var third = new HttpVisitor(spoken.Product);
        await third.SignInAsync("petrova_anna", Password);
        await ShouldAskAsync(8, "/sign-in/mos-ru/callback", "/start");

        await third.OpenAsync("/cabinet");
        await SpokenProduct.HearAsync(spoken.Product);
        (await third.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet");
        await ShouldAskAsync(5, "/cabinet");
    }

    [Fact]
    public async Task Whatever_everybody_of_the_city_opens_is_said_as_SQL_Server_takes_it()
    {
        string[] addresses = ["/access", "/activation", "/services", "/support", "/cabinet", "/cabinet/account", "/cabinet/contacts", "/cabinet/devices", "/cabinet/services", "/cabinet/children", "/cabinet/history"];
        var city = await CityFile.ReadAsync(SandboxSettings.ShippedCity, TestContext.Current.CancellationToken);
        city.Citizens.Count.ShouldBeGreaterThan(5);
        foreach (var citizen in city.Citizens.Where(citizen => citizen.Via == "mos.ru"))
        {
            using var visitor = new HttpVisitor(spoken.Product);
            await visitor.SignInAsync(citizen);
            foreach (var address in addresses)
                ((int)(await visitor.OpenAsync(address)).Status).ShouldBeLessThan(500, $"{citizen.Login} at {address}: {spoken.Product.Output}");
            await visitor.ActivateAsync(citizen.Password);
        }

        spoken.Product.Output.ShouldNotContain("SQL Server does not understand");
        spoken.Product.Output.ShouldNotContain("is declared by the length");
    }

    // All that was asked in these requests, and in no other of their kind.
    private async Task ShouldAskAsync(int most, params string[] paths)
    {
        var asked = (await SpokenProduct.HearAsync(spoken.Product)).Where(one => paths.Contains(one.Path) && one.Sql != StandInServer.BeginTransaction).ToList();
        var said = string.Join("\n", asked.Select(one => $"{one.Path}: {one.Sql.ReplaceLineEndings(" ")}"));
        asked.Select(one => one.Path).Distinct().Order().ShouldBe(paths.Order(), said);
        asked.Count.ShouldBeLessThanOrEqualTo(most, said);
    }

    /// <summary>The product with its city on a stand-in.</summary>
    public sealed class Spoken : IAsyncLifetime
    {
        public RunningProduct Product { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Product = await SpokenProduct.StartAsync();

        public ValueTask DisposeAsync() => Product.DisposeAsync();
    }
}
