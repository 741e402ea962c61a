using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.SignIn;

/// <summary>A person's list of open sessions on every database.</summary>
public sealed class OpenSessionsStoreContractTests
{
    private static readonly CityProfile Anna = People.Profile("anna");
    private static readonly CityProfile Boris = Anna with { Subject = "boris" };

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_person_sees_the_open_sessions_of_their_account_alone(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (sessions, open) = Stores(ground);
        await sessions.OpenAsync(new(Anna), "phone", default);
        ground.Time.Advance(TimeSpan.FromHours(1));
        await sessions.OpenAsync(new(Anna), "desk", default);
        await sessions.OpenAsync(new(Boris), "tablet", default);
        await sessions.OpenAsync(new(Anna with { Provider = CityProvider.Gosuslugi }), "watch", default);
        (await open.ListAsync(Anna, default)).Select(session => session.Browser).ShouldBe(["desk", "phone"]);
        ground.Time.Advance(TimeSpan.FromHours(11));
        (await open.ListAsync(Anna, default)).Select(session => session.Browser).ShouldBe(["desk"], "the other has ended by itself");
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task One_session_is_ended_by_its_owner_and_by_nobody_else(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (sessions, open) = Stores(ground);
        var cookie = await sessions.OpenAsync(new(Anna), "phone", default);
        await sessions.OpenAsync(new(Anna), "desk", default);
        var phone = (await open.ListAsync(Anna, default)).Single(session => session.Browser == "phone");
        (await open.EndAsync(phone.Id, Boris, "tablet", default)).ShouldBeFalse();
        (await ground.OfAsync(cookie)).ShouldNotBeNull();
        (await open.EndAsync(phone.Id, Anna, "desk", default)).ShouldBeTrue();
        (await ground.OfAsync(cookie)).ShouldBeNull();
        (await open.EndAsync(phone.Id, Anna, "desk", default)).ShouldBeFalse("it is over");
        (await open.ListAsync(Anna, default)).ShouldHaveSingleItem();
        (await ground.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Event = 'session-ended'")).ShouldBe("1");
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Leaving_everywhere_ends_all_sessions_of_the_account_and_no_other(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (sessions, open) = Stores(ground);
        await sessions.OpenAsync(new(Anna), "phone", default);
        await sessions.OpenAsync(new(Anna), "desk", default);
        await sessions.OpenAsync(new(Boris), "tablet", default);
        await open.EndEverywhereAsync(Anna, "desk", default);
        (await open.ListAsync(Anna, default)).ShouldBeEmpty();
        (await open.ListAsync(Boris, default)).ShouldHaveSingleItem();
        (await ground.ScalarAsync("SELECT Device FROM AuditTrail WHERE Event = 'left-everywhere' AND Subject = 'anna'")).ShouldBe("desk");
    }

    private static (SessionStore Sessions, OpenSessionsStore Open) Stores(StoreGround ground) =>
        (ground.Sessions(), ground.OpenSessions());
}
