using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.SignIn;

/// <summary>What happens to a session between its beginning and its end, on every database.</summary>
public sealed class SessionRenewalContractTests
{
    private static readonly CityProfile Anna = People.Profile("anna");
    private static readonly ProviderAnswer Confirmed = new(Anna, IsFresh: true);

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Who_signs_in_again_in_the_same_browser_goes_on_with_the_same_session_under_another_secret(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = ground.Sessions();
        var secret = await store.OpenAsync(new(Anna), "Firefox", default);
        var id = (await ground.OfAsync(secret))!.Id;
        ground.Time.Advance(TimeSpan.FromHours(11));
        var renewed = (await store.RenewAsync(secret, new(Anna with { Phone = "+79160000000" }), "Firefox", default)).ShouldNotBeNull();
        (await ground.OfAsync(secret)).ShouldBeNull("whoever has copied the cookie has nothing");
        (await store.RenewAsync(secret, Confirmed, "thief", default)).ShouldBeNull();
        ground.Time.Advance(TimeSpan.FromHours(11));
        var session = (await ground.OfAsync(renewed)).ShouldNotBeNull();
        session.Id.ShouldBe(id);
        session.Profile.Phone.ShouldBe("+79160000000");
        session.ConfirmedAt.ShouldBeNull("mos.ru was not made to ask for the password");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM Sessions")).ShouldBe("1");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Event = 'signed-in' AND Subject = 'anna' AND Device = 'Firefox'")).ShouldBe("2");
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Nobody_goes_on_with_the_session_of_somebody_else_or_with_one_that_has_ended(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = ground.Sessions();
        var secret = await store.OpenAsync(new(Anna), "Firefox", default);
        (await store.RenewAsync(secret, Confirmed with { Profile = Anna with { Subject = "boris" } }, "Firefox", default)).ShouldBeNull();
        (await store.RenewAsync(secret, Confirmed with { Profile = Anna with { Provider = CityProvider.Gosuslugi } }, "Firefox", default)).ShouldBeNull();
        (await ground.OfAsync(secret))!.ConfirmedAt.ShouldBeNull();
        ground.Time.Advance(ISessions.Lifetime);
        (await store.RenewAsync(secret, Confirmed, "Firefox", default)).ShouldBeNull();
        (await ground.ScalarAsync("SELECT COUNT(*) FROM AuditTrail")).ShouldBe("1", "what did not happen is not told");
    }

    [Theory(DisplayName = "D20: a fresh sign-in counts for ten minutes")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Fresh(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = ground.Sessions();
        var secret = await store.OpenAsync(new(Anna, AuthTime: ground.Time.GetUtcNow()), "", default);
        (await WorthAsync(ground, secret)).ShouldBe(SessionWorth.Present, "mos.ru may have let the person in without asking");
        secret = await store.RenewAsync(secret, Confirmed, "", default);
        ground.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        (await WorthAsync(ground, secret)).ShouldBe(SessionWorth.Fresh);
        secret = await store.RenewAsync(secret!, new(Anna), "", default);
        (await WorthAsync(ground, secret)).ShouldBe(SessionWorth.Fresh, "an ordinary sign-in takes nothing away");
        ground.Time.Advance(TimeSpan.FromTicks(1));
        (await WorthAsync(ground, secret)).ShouldBe(SessionWorth.Present);
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task The_last_deed_is_noted_with_a_minute_to_spare_and_looking_is_none(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var secret = await ground.Sessions().OpenAsync(new(Anna), "", default);
        var begun = ground.Time.GetUtcNow();
        ground.Time.Advance(SignedIn.Options.SeenLag(isShared: false) - TimeSpan.FromTicks(1));
        await SeenAsync(ground, secret);
        (await SeenAtAsync(ground)).ShouldBe(begun, "not every request is a write");
        ground.Time.Advance(TimeSpan.FromTicks(1));
        (await ground.OfAsync(secret)).ShouldNotBeNull();
        (await SeenAtAsync(ground)).ShouldBe(begun, "a look of the server's own is no deed of the person's");
        await SeenAsync(ground, secret);
        (await SeenAtAsync(ground)).ShouldBe(ground.Time.GetUtcNow());
    }

    [Theory(DisplayName = "D25: who did nothing for half an hour is locked, stays signed in, and nothing but the provider's answer unlocks")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Idle(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = ground.Sessions();
        var secret = await store.OpenAsync(new(Anna), "", default);
        secret = (await store.RenewAsync(secret, Confirmed, "", default)).ShouldNotBeNull();
        ground.Time.Advance(SignedIn.Options.Idle - TimeSpan.FromTicks(1));
        var seen = (await ground.OfAsync(secret)).ShouldNotBeNull();
        seen.WorthAt(ground.Time.GetUtcNow()).ShouldBe(SessionWorth.Present);
        ground.Time.Advance(TimeSpan.FromTicks(1));
        (await WorthAsync(ground, secret)).ShouldBe(SessionWorth.Provider);
        await SeenAsync(ground, secret);
        await store.SeenAsync(seen, default);
        (await WorthAsync(ground, secret)).ShouldBe(SessionWorth.Provider, "nor a request that looked a moment earlier");
        secret = (await store.RenewAsync(secret, new(Anna), "", default)).ShouldNotBeNull();
        (await WorthAsync(ground, secret)).ShouldBe(SessionWorth.Present);
    }

    [Theory(DisplayName = "E55: an account has twenty sessions at most; the one used longest ago makes room, also among many at once")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Most(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = ground.Sessions();
        var first = await store.OpenAsync(new(Anna), "first", default);
        var boris = await store.OpenAsync(new(Anna with { Subject = "boris" }), "", default);
        ground.Time.Advance(TimeSpan.FromMinutes(2));
        await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Task.Run(() => store.OpenAsync(new(Anna), $"{number}", default))));
        var last = await store.OpenAsync(new(Anna), "last", default);
        (await ground.OpenSessions().ListAsync(Anna, default)).Count.ShouldBe(SessionStore.MostOfAccount);
        (await ground.OfAsync(first)).ShouldBeNull();
        (await ground.OfAsync(last)).ShouldNotBeNull();
        (await ground.OfAsync(boris)).ShouldNotBeNull("another account's");
    }

    private static async Task<SessionWorth> WorthAsync(StoreGround ground, string? secret) => (await ground.OfAsync(secret)).ShouldNotBeNull().WorthAt(ground.Time.GetUtcNow());

    private static async Task SeenAsync(StoreGround ground, string secret) => await ground.Sessions().SeenAsync((await ground.OfAsync(secret))!, default);

    private static async Task<DateTimeOffset> SeenAtAsync(StoreGround ground) => (await ground.OpenSessions().ListAsync(Anna, default)).ShouldHaveSingleItem().SeenAt;
}
