using System.Text;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.SignIn;

/// <summary>Sessions on every database: they stand as long as their row does.</summary>
public sealed class SessionStoreContractTests
{
    private static readonly CityProfile Anna = new()
    {
        Provider = CityProvider.MosRu,
        Subject = "anna",
        Login = "anna.p",
        FamilyName = "Петрова",
        GivenName = "Анна",
        MiddleName = "Сергеевна",
        Phone = "+79161234567",
        Email = "anna@example.ru",
        Snils = "112-233-445 95",
    };

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_session_is_found_by_its_id_with_all_that_mos_ru_said(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = Store(ground);
        var id = await store.OpenAsync(Anna, "Firefox", default);
        var session = (await store.FindAsync(SessionCookie.Principal(id, "anna"), default)).ShouldNotBeNull();
        session.Id.ShouldBe(id);
        session.Profile.ShouldBe(Anna);
        session.SignedInAt.ShouldBe(ground.Time.GetUtcNow());
        (await store.FindAsync(SessionCookie.Principal(id.ToLowerInvariant(), "anna"), default)).ShouldBeNull();
        (await store.FindAsync(new(), default)).ShouldBeNull("nobody is signed in");
    }

    [Theory(DisplayName = "R24: an ended session is over on every tab and circuit, and no other session is")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Ended(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (request, circuit) = (Store(ground), Store(ground));
        var phone = await request.OpenAsync(Anna, "phone", default);
        var desk = await request.OpenAsync(Anna, "desk", default);
        (await circuit.FindAsync(SessionCookie.Principal(phone, "anna"), default)).ShouldNotBeNull();
        await request.EndAsync(phone, default);
        (await circuit.FindAsync(SessionCookie.Principal(phone, "anna"), default)).ShouldBeNull();
        (await circuit.FindAsync(SessionCookie.Principal(desk, "anna"), default)).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_session_ends_by_itself_and_the_next_sign_in_clears_its_row(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = Store(ground);
        var id = await store.OpenAsync(Anna, "", default);
        ground.Time.Advance(ISessions.Lifetime - TimeSpan.FromTicks(1));
        (await store.FindAsync(SessionCookie.Principal(id, "anna"), default)).ShouldNotBeNull();
        ground.Time.Advance(TimeSpan.FromTicks(1));
        (await store.FindAsync(SessionCookie.Principal(id, "anna"), default)).ShouldBeNull();
        ground.Time.Advance(TimeSpan.FromTicks(1));
        await store.OpenAsync(Anna, "", default);
        (await ground.ScalarAsync("SELECT COUNT(*) FROM Sessions")).ShouldBe("1");
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Who_reads_the_table_gets_neither_the_cookie_nor_the_person(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var id = await Store(ground).OpenAsync(Anna, new string('x', 1000), default);
        await using var connection = await ground.Database.OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Id, ProfileProtected, Device FROM Sessions";
        await using var row = await command.ExecuteReaderAsync();
        (await row.ReadAsync()).ShouldBeTrue();
        var key = (byte[])row.GetValue(0);
        Convert.ToHexString(key).ShouldNotBe(id);
        Encoding.ASCII.GetString(key).ShouldNotBe(id);
        var profile = Encoding.UTF8.GetString((byte[])row.GetValue(1));
        foreach (var personal in new[] { "Петрова", "anna", "9161234567", "112-233" })
            profile.ShouldNotContain(personal);
        row.GetString(2).Length.ShouldBe(250, "a header of any length is kept short");
    }

    private static SessionStore Store(StoreGround ground) => new(ground.Database, ground.Protection, ground.Time);
}
