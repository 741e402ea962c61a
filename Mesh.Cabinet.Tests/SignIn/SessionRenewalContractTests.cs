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

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Who_signs_in_again_in_the_same_browser_goes_on_with_the_same_session(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = Store(ground);
        var id = await store.OpenAsync(Anna, "Firefox", default);
        ground.Time.Advance(TimeSpan.FromHours(11));
        (await store.RenewAsync(id, Anna with { Phone = "+79160000000" }, "Firefox", isConfirmed: false, default)).ShouldBeTrue();
        ground.Time.Advance(TimeSpan.FromHours(11));
        var session = (await FindAsync(store, id)).ShouldNotBeNull();
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
        var store = Store(ground);
        var id = await store.OpenAsync(Anna, "Firefox", default);
        (await store.RenewAsync(id, Anna with { Subject = "boris" }, "Firefox", true, default)).ShouldBeFalse();
        (await store.RenewAsync(id, Anna with { Provider = CityProvider.Gosuslugi }, "Firefox", true, default)).ShouldBeFalse();
        (await FindAsync(store, id))!.ConfirmedAt.ShouldBeNull();
        ground.Time.Advance(ISessions.Lifetime);
        (await store.RenewAsync(id, Anna, "Firefox", true, default)).ShouldBeFalse();
        (await ground.ScalarAsync("SELECT COUNT(*) FROM AuditTrail")).ShouldBe("1", "what did not happen is not told");
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_fresh_sign_in_counts_for_ten_minutes(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = Store(ground);
        var id = await store.OpenAsync(Anna, "", default);
        (await FindAsync(store, id))!.IsFresh(ground.Time.GetUtcNow()).ShouldBeFalse("mos.ru may have let the person in without asking");
        await store.RenewAsync(id, Anna, "", isConfirmed: true, default);
        ground.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        (await FindAsync(store, id))!.IsFresh(ground.Time.GetUtcNow()).ShouldBeTrue();
        await store.RenewAsync(id, Anna, "", isConfirmed: false, default);
        (await FindAsync(store, id))!.IsFresh(ground.Time.GetUtcNow()).ShouldBeTrue("an ordinary sign-in takes nothing away");
        ground.Time.Advance(TimeSpan.FromTicks(1));
        (await FindAsync(store, id))!.IsFresh(ground.Time.GetUtcNow()).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task The_last_request_is_noted_with_five_minutes_to_spare(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = Store(ground);
        var open = new OpenSessionsStore(ground.Database, ground.Time);
        var id = await store.OpenAsync(Anna, "", default);
        var begun = ground.Time.GetUtcNow();
        ground.Time.Advance(SessionStore.SeenLag - TimeSpan.FromTicks(1));
        await FindAsync(store, id);
        (await open.ListAsync(Anna, default)).ShouldHaveSingleItem().SeenAt.ShouldBe(begun, "not every request is a write");
        ground.Time.Advance(TimeSpan.FromTicks(1));
        await FindAsync(store, id);
        (await open.ListAsync(Anna, default)).ShouldHaveSingleItem().SeenAt.ShouldBe(ground.Time.GetUtcNow());
    }

    private static Task<Session?> FindAsync(SessionStore store, string id) => store.FindAsync(SessionCookie.Principal(id, "anna"), default);

    private static SessionStore Store(StoreGround ground) => new(ground.Database, ground.Protection, ground.Time);
}
