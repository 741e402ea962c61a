using Mesh.Cabinet.Database;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.Devices;

/// <summary>Who came into an account since its person looked, on every database.</summary>
public sealed class LookStoreContractTests
{
    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Sign_ins_are_told_by_browser_with_the_last_look_and_nothing_of_anybody_else(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (looks, began) = (new LookStore(ground.Database, ground.Time), ground.Time.GetUtcNow());
        await ground.Sessions().OpenAsync(new(Profile()), "phone", default);
        ground.Time.Advance(TimeSpan.FromHours(1));
        await ground.Sessions().OpenAsync(new(Profile()), "phone", default);
        await ground.BindAsync(Profile());
        await ground.Sessions().OpenAsync(new(Profile() with { Subject = "boris" }), "tablet", default);
        (await looks.ListAsync(Profile(), default)).OrderBy(entry => entry.Event, StringComparer.Ordinal).ShouldBe(
        [
            new SeenEntry { Event = "device-bound", Detail = "Телефон", Browser = "Mozilla/5.0 (Windows NT 10.0) Chrome/143.0.0.0", FirstAt = began.AddHours(1), LastAt = began.AddHours(1) },
            new SeenEntry { Event = "signed-in", Detail = "MosRu", Browser = "phone", FirstAt = began, LastAt = began.AddHours(1) },
        ]);

        await looks.LookedAsync(Profile(), default);
        ground.Time.Advance(TimeSpan.FromHours(1));
        await looks.LookedAsync(Profile(), default);
        (await looks.ListAsync(Profile(), default)).ShouldAllBe(entry => entry.LookedAt == began.AddHours(2));
        ground.Time.Advance(TimeSpan.FromDays(90));
        (await looks.ListAsync(Profile(), default)).ShouldBeEmpty("nobody remembers for longer");
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Many_tabs_look_at_once_and_a_look_is_forgotten_when_it_makes_no_difference_any_more(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var looks = new LookStore(ground.Database, ground.Time);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => looks.LookedAsync(Profile(), default))));
        await looks.ClearAsync(default);
        (await ground.ScalarAsync("SELECT COUNT(*) FROM DeviceLooks")).ShouldBe("1");
        ground.Time.Advance(NewEntry.NewFor + TimeSpan.FromSeconds(1));
        await looks.ClearAsync(default);
        (await ground.ScalarAsync("SELECT COUNT(*) FROM DeviceLooks")).ShouldBe("0");
    }
}
