using Mesh.Cabinet.Database;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.Devices;

/// <summary>Ceremonies under way, on every database.</summary>
public sealed class CeremonyStoreContractTests
{
    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_ceremony_is_taken_once_and_only_by_whoever_began_it(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (here, there) = (Store(ground), Store(ground));
        var word = await here.BeginAsync("anna's session", "state", default);
        (await there.TakeAsync("boris's session", word, default)).ShouldBeNull();
        (await there.TakeAsync("anna's session", "another word", default)).ShouldBeNull();
        (await there.TakeAsync("anna's session", word, default)).ShouldBe("state", "another node can end what this one began");
        (await here.TakeAsync("anna's session", word, default)).ShouldBeNull("it was taken");
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Of_many_who_send_the_same_answer_at_once_one_is_heard(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = Store(ground);
        var word = await store.BeginAsync("browser", "state", default);
        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => store.TakeAsync("browser", word, default))));
        taken.Count(state => state is not null).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_ceremony_waits_five_minutes_and_leaves_nothing(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = Store(ground);
        var (first, second) = (await store.BeginAsync("browser", "first", default), await store.BeginAsync("browser", "second", default));
        ground.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        (await store.TakeAsync("browser", first, default)).ShouldBe("first");
        ground.Time.Advance(TimeSpan.FromTicks(1));
        (await store.TakeAsync("browser", second, default)).ShouldBeNull();
        ground.Time.Advance(TimeSpan.FromTicks(1));
        await store.BeginAsync("browser", "third", default);
        (await ground.ScalarAsync("SELECT COUNT(*) FROM Ceremonies")).ShouldBe("1");
    }

    private static CeremonyStore Store(StoreGround ground) => new(ground.Database, ground.Time);
}
