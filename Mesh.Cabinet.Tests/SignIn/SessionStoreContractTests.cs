using System.Text;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;

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
    public async Task A_session_is_found_by_its_secret_with_all_that_mos_ru_said(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = ground.Sessions();
        var secret = await store.OpenAsync(new(Anna), "Firefox", default);
        var session = (await store.FindBySecretAsync(secret, default)).ShouldNotBeNull();
        (await store.FindAsync(session.Id, default)).ShouldBe(session);
        session.Profile.ShouldBe(Anna);
        session.SignedInAt.ShouldBe(ground.Time.GetUtcNow());
        (await store.FindBySecretAsync(secret.ToLowerInvariant(), default)).ShouldBeNull();
        (await store.FindBySecretAsync(session.Id.ToString(), default)).ShouldBeNull("its id opens nothing");
    }

    [Theory(DisplayName = "R24: an ended session is over on every tab and circuit, and no other session is")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Ended(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var request = ground.Sessions();
        var phone = await request.OpenAsync(new(Anna), "phone", default);
        var desk = await request.OpenAsync(new(Anna), "desk", default);
        (await ground.OfAsync(phone)).ShouldNotBeNull();
        await ground.Ending().EndAsync((await ground.OfAsync(phone))!.Id, default);
        (await ground.OfAsync(phone)).ShouldBeNull();
        (await ground.OfAsync(desk)).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_session_ends_by_itself_and_its_row_is_cleared_by_the_keeper_and_no_sign_in(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = ground.Sessions();
        var id = await store.OpenAsync(new(Anna), "", default);
        ground.Time.Advance(ISessions.Lifetime - TimeSpan.FromTicks(1));
        (await ground.OfAsync(id)).ShouldNotBeNull();
        ground.Time.Advance(TimeSpan.FromTicks(1));
        (await ground.OfAsync(id)).ShouldBeNull();
        ground.Time.Advance(TimeSpan.FromTicks(1));
        await store.OpenAsync(new(Anna), "", default);
        (await ground.ScalarAsync("SELECT COUNT(*) FROM Sessions")).ShouldBe("2", "all who sign in would wait for each other there");
        await new EndingStore(ground.Database, ground.Time).ClearAsync(default);
        (await ground.ScalarAsync("SELECT COUNT(*) FROM Sessions")).ShouldBe("1");
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Who_reads_the_table_gets_neither_the_cookie_nor_the_person(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var id = await ground.Sessions().OpenAsync(new(Anna), new string('x', 1000), default);
        await using var connection = await ground.Database.OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT SecretHash, ProfileProtected, Device FROM Sessions";
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
}
