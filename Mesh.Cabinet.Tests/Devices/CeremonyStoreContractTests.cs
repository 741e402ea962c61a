using System.Diagnostics.Metrics;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Cabinet.Tests.Devices;

/// <summary>Ceremonies under way, on every database.</summary>
public sealed class CeremonyStoreContractTests
{
    private readonly EphemeralDataProtectionProvider keys = new();

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_ceremony_is_ended_once_and_only_by_whoever_began_it(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (here, there) = (Store(ground), Store(ground));
        var word = here.Begin("anna's session", "state");
        word.ShouldNotContain("state");
        (await there.TakeAsync("boris's session", word, default)).ShouldBeNull();
        foreach (var madeUp in (string[])["", "another word", word[..^1], word + "A"])
            (await there.TakeAsync("anna's session", madeUp, default)).ShouldBeNull();
        (await there.TakeAsync("anna's session", word, default)).ShouldBe("state", "another node can end what this one began");
        (await here.TakeAsync("anna's session", word, default)).ShouldBeNull("it was ended");
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Of_many_who_send_the_same_answer_at_once_one_is_heard(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = Store(ground);
        var word = store.Begin("browser", "state");
        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => store.TakeAsync("browser", word, default))));
        taken.Count(state => state is not null).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_ceremony_waits_five_minutes_and_one_that_ended_is_forgotten_when_it_could_not_come_again(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = Store(ground);
        var word = store.Begin("browser", "first");
        (await store.TakeAsync("browser", word, default)).ShouldBe("first");
        var (inTime, slow) = (store.Begin("browser", "in time"), store.Begin("browser", "slow"));
        ground.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        (await store.TakeAsync("browser", word, default)).ShouldBeNull("it is remembered as long as it could come again");
        (await store.TakeAsync("browser", inTime, default)).ShouldBe("in time");
        ground.Time.Advance(TimeSpan.FromTicks(1));
        (await store.TakeAsync("browser", slow, default)).ShouldBeNull();
        ground.Time.Advance(TimeSpan.FromTicks(1));
        (await store.TakeAsync("browser", store.Begin("browser", "next"), default)).ShouldBe("next");
        await store.ClearAsync(default);
        (await ground.ScalarAsync("SELECT COUNT(*) FROM EndedCeremonies")).ShouldBe("1");
    }

    [Theory(DisplayName = "E55: beyond so many that ended nobody enters until some are too old, and that is counted")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Full(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        using var meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = meters.GetRequiredService<IMeterFactory>();
        using var numbers = new SeenNumbers(factory);
        var store = new CeremonyStore(ground.Database, keys, ground.Time, new ShellMetrics(factory, new OpenCircuits()), most: 2);
        foreach (var state in (string[])["first", "second"])
            (await store.TakeAsync("browser", store.Begin("browser", state), default)).ShouldBe(state);
        numbers.Look().ShouldNotContainKey("mesh.limits.reached ceremonies");

        (await store.TakeAsync("browser", store.Begin("browser", "third"), default)).ShouldBeNull();

        numbers.Look()["mesh.limits.reached ceremonies"].ShouldBe(1);
        ground.Time.Advance(TimeSpan.FromMinutes(6));
        (await store.TakeAsync("browser", store.Begin("browser", "fourth"), default)).ShouldBe("fourth");
    }

    private CeremonyStore Store(StoreGround ground) => new(ground.Database, keys, ground.Time, SilentLog.Metrics);
}
