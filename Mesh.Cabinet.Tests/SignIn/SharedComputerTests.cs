using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.SignIn;

/// <summary>«Чужой компьютер»: said before signing in, and what follows of it.</summary>
public sealed class SharedComputerTests
{
    private static readonly CityProfile Anna = People.Profile("anna");

    [Fact(DisplayName = "D25: on somebody else's computer a session that lies idle for five minutes is over, here and at mos.ru, and its pages know when to go")]
    public async Task Over()
    {
        await using var product = await RunningProduct.StartAsync();
        using var visitor = new HttpVisitor(product);
        var landing = await visitor.OpenAsync("/?shared=true");
        landing.Text.ShouldContain("/sign-in/mos-ru?returnUrl=%2Fstart%3Fshared%3Dtrue");
        (await visitor.OpenAsync("/")).Text.ShouldNotContain("shared%3Dtrue", customMessage: "one page is not kept for the other");
        await visitor.SignInAsync("sokolova_kate", "Semya_2026", "/sign-in/mos-ru?returnUrl=%2Fhelp%3Fshared%3Dtrue");
        using (var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/access?x=1", UriKind.Relative)))
        {
            using var page = await visitor.SendAsync(request);
            page.Headers.GetValues("Refresh").ShouldHaveSingleItem().ShouldBe("302;url=/sign-in/over?returnUrl=%2Faccess%3Fx%3D1");
        }

        (await visitor.OpenAsync("/sign-in/over?returnUrl=%2Faccess")).Path.ShouldBe("/access", "who has just done something goes on");
        await using (var database = await product.Place.Database.OpenAsync())
            await database.ExecuteAsync("UPDATE Sessions SET SeenAt = @Then", new { Then = DateTimeOffset.UtcNow.AddMinutes(-6) });
        var gone = await visitor.OpenAsync("/access");
        (gone.Path, gone.Address.Query).ShouldBe(("/", "?returnUrl=%2Faccess%3Fshared%3Dtrue"));
        (await new Aftermath(product).SessionsOfAsync("3f2a9c10-0000-4000-8000-000000000031")).ShouldBeEmpty();
        (await visitor.OpenAsync("/sign-in/mos-ru")).Path.ShouldBe("/sign-in", "mos.ru knows nobody here any more");
    }

    [Fact(DisplayName = "D25: on a computer of one's own nothing of that happens")]
    public async Task Own()
    {
        await using var product = await RunningProduct.StartAsync();
        using var visitor = new HttpVisitor(product);
        await visitor.SignInAsync("sokolova_kate", "Semya_2026", "/sign-in/mos-ru?returnUrl=%2Faccess");
        await using (var database = await product.Place.Database.OpenAsync())
            await database.ExecuteAsync("UPDATE Sessions SET SeenAt = @Then", new { Then = DateTimeOffset.UtcNow.AddMinutes(-6) });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/access", UriKind.Relative));
        using var page = await visitor.SendAsync(request);
        (page.IsSuccessStatusCode, page.Headers.Contains("Refresh")).ShouldBe((true, false));
    }

    [Theory(DisplayName = "D25: what was said stays said when the password is typed again, is worth nothing when idle, and ends an open page")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Stored(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        using var store = ground.Sessions();
        var secret = await store.OpenAsync(new(Anna) { IsShared = true }, "Firefox", default);
        var own = (await store.FindBySecretAsync(await store.OpenAsync(new(Anna), "Firefox", default), default))!;
        secret = (await store.RenewAsync(secret, new(Anna), "Firefox", default))!;
        ground.Time.Advance(TimeSpan.FromMinutes(4));
        var session = (await store.FindBySecretAsync(secret, default))!;
        (session.IsShared, session.IsIdle, session.WorthAt(ground.Time.GetUtcNow())).ShouldBe((true, false, SessionWorth.Present));
        await store.SeenAsync(session, default);
        ground.Time.Advance(TimeSpan.FromMinutes(5));
        session = (await store.FindBySecretAsync(secret, default))!;
        session.WorthAt(ground.Time.GetUtcNow()).ShouldBe(SessionWorth.Nothing);
        await store.SeenAsync(session, default);
        (await store.FindBySecretAsync(secret, default))!.IsIdle.ShouldBeTrue();
        (await ground.Ending().StandingAsync([session.Id, own.Id], ground.Time.GetUtcNow() - TimeSpan.FromMinutes(5), default)).ShouldBe([own.Id]);
    }

    [Theory]
    [InlineData("/start", "/start?shared=true")]
    [InlineData("/approve?user_code=2", "/approve?user_code=2&shared=true")]
    [InlineData("/start?shared=true", "/start?shared=true")]
    public void The_address_says_it_once_and_can_take_it_back(string address, string shared)
    {
        ReturnWish.OnShared(address).ShouldBe(shared);
        ReturnWish.OnOwn(shared).ShouldBe(address.Replace("?shared=true", "", StringComparison.Ordinal));
    }
}
