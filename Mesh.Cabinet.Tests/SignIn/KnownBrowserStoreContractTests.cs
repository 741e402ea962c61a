using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.NotMe;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.NotMe;

namespace Mesh.Cabinet.Tests.SignIn;

/// <summary>Which browsers an account knows, and when a letter tells of one that it does not, on every database.</summary>
public sealed class KnownBrowserStoreContractTests
{
    private static readonly CityProfile Anna = People.Profile("anna");

    [Theory(DisplayName = "D19: of an unknown browser a letter tells, unless it is the first, and once a day at most")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Letters(DatabaseProvider provider)
    {
        using var ground = await NotMeGround.OpenAsync(provider);
        var browsers = Browsers(ground);
        await SignInAsync(ground, browsers, "phone");
        ground.Letters.All.ShouldBeEmpty("the account knew none");
        (await browsers.IsKnownAsync(Anna, "phone", default)).ShouldBeTrue();
        (await browsers.IsKnownAsync(Anna with { Subject = "boris" }, "phone", default)).ShouldBeFalse("whose the browser is besides is nobody's business");

        await SignInAsync(ground, browsers, "phone");
        ground.Letters.All.ShouldBeEmpty();
        await SignInAsync(ground, browsers, "desk");
        ground.Letters.All.ShouldHaveSingleItem().Text.ShouldContain("https://mesh.example/not-me/");
        await SignInAsync(ground, browsers, "desk");
        await SignInAsync(ground, browsers, "tablet");
        ground.Stores.Time.Advance(KnownBrowserStore.Quiet - TimeSpan.FromSeconds(1));
        await SignInAsync(ground, browsers, "cellar");
        ground.Letters.All.Count.ShouldBe(1, "one told of it today");
        ground.Stores.Time.Advance(TimeSpan.FromSeconds(1));
        await SignInAsync(ground, browsers, "attic");
        ground.Letters.All.Count.ShouldBe(2);
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM NotMeWords")).ShouldBe("2");
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM KnownBrowsers")).ShouldBe("5");
    }

    [Theory(DisplayName = "D21: after «это был не я» no browser is known, and the next sign-in is told of")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Not_me(DatabaseProvider provider)
    {
        using var ground = await NotMeGround.OpenAsync(provider);
        var browsers = Browsers(ground);
        await SignInAsync(ground, browsers, "phone");
        await browsers.DistrustedAsync("MosRu", "anna", DistrustReason.PasswordChanged, default, default);
        (await browsers.IsKnownAsync(Anna, "phone", default)).ShouldBeTrue();
        await browsers.DistrustedAsync("MosRu", "anna", DistrustReason.NotMe, default, default);
        (await browsers.IsKnownAsync(Anna, "phone", default)).ShouldBeFalse();
        await SignInAsync(ground, browsers, "phone");
        ground.Letters.All.ShouldHaveSingleItem();
        (await browsers.IsKnownAsync(Anna, "phone", default)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task The_browser_seen_longest_ago_makes_room_and_a_year_forgets_all(DatabaseProvider provider)
    {
        using var ground = await NotMeGround.OpenAsync(provider);
        var browsers = Browsers(ground);
        for (var number = 0; number <= KnownBrowserStore.MostOfAccount; number++)
        {
            await SignInAsync(ground, browsers, $"browser {number}");
            ground.Stores.Time.Advance(TimeSpan.FromMinutes(1));
        }

        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM KnownBrowsers")).ShouldBe($"{KnownBrowserStore.MostOfAccount}");
        (await browsers.IsKnownAsync(Anna, "browser 0", default)).ShouldBeFalse();
        (await browsers.IsKnownAsync(Anna, "browser 1", default)).ShouldBeTrue();
        ground.Stores.Time.Advance(KnownBrowserStore.KnownFor);
        await browsers.ClearAsync(default);
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM KnownBrowsers")).ShouldBe("0");
    }

    private static KnownBrowserStore Browsers(NotMeGround ground) => new(ground.Stores.Database, ground.Words, ground.Stores.Time);

    private static async Task SignInAsync(NotMeGround ground, KnownBrowserStore browsers, string cookie)
    {
        var letter = new PersonLetter(LetterKind.SignIn, "MosRu", "anna", ["anna@pochta.example"], "Вход", word => $"Вход|{word}");
        await using var connection = await ground.Stores.Database.OpenAsync(default);
        await using var transaction = await connection.BeginTransactionAsync();
        await browsers.SeenAsync(connection, transaction, Anna, cookie, letter, default);
        await transaction.CommitAsync();
    }
}
