using Mesh.Cabinet.Database;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.MyServices.Switches;
using Mesh.Cabinet.Tests.Database;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.MyServices.Switches;

/// <summary>Who may switch what, on every database.</summary>
public sealed class ServiceSwitchStoreContractTests
{
    private static readonly SwitchScope City = new(IsCity: true, []);
    private static readonly SwitchScope OfFirst = new(IsCity: false, ["s1", "zao"]);

    [Theory(DisplayName = "R58, R59, D22: a school's operator switches for the own school alone, with the reason in the trail; a district and the city below them")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Scope(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new ServiceSwitchStore(ground.Database, ground.Time);
        async Task<string> OffAsync(SwitchScope scope, ServiceSwitch one) => (await store.SwitchOffAsync(scope, one, default)).GetType().Name;
        (await OffAsync(OfFirst, Switch("journal", "p1"))).ShouldBe("NotThere");
        (await OffAsync(OfFirst, Switch("journal", "zao"))).ShouldBe("NotThere", "a district is no school");
        (await OffAsync(City, Switch("journal", "gone"))).ShouldBe("NotThere");
        var first = Switch("journal", "s1");
        (await OffAsync(OfFirst, first)).ShouldBe("Switched");
        (await OffAsync(OfFirst, Switch("journal", "s1"))).ShouldBe("AlreadySo");
        (await OffAsync(OfFirst, Switch("journal", "s1", PersonRole.Staff))).ShouldBe("Switched");
        var second = Switch("library", "p1");
        (await OffAsync(City, second)).ShouldBe("Switched");

        (await store.OffAsync(OfFirst, default)).Select(one => one.SchoolId).Distinct().ShouldBe(["s1"]);
        (await store.ListAsync(OfFirst, "p1", default)).ShouldBeEmpty();
        (await store.ListAsync(OfFirst, "s1", default)).Select(one => (one.ServiceKey, one.Role, one.OffBy, one.OffWhy)).ShouldBe([("journal", null, "o1", "Контрольная"), ("journal", PersonRole.Staff, "o1", "Контрольная")], ignoreOrder: true);
        (await store.SwitchOnAsync(OfFirst, second.Id, "o1", "Хватит", default)).ShouldBeOfType<SwitchOutcome.NotThere>();
        (await store.SwitchOnAsync(OfFirst, first.Id, "o2", "Хватит", default)).ShouldBeOfType<SwitchOutcome.Switched>();
        (await store.SwitchOnAsync(City, first.Id, "o2", "Хватит", default)).ShouldBeOfType<SwitchOutcome.AlreadySo>();
        (await store.ListAsync(OfFirst, "s1", default)).Single(one => one.Id == first.Id).OnWhy.ShouldBe("Хватит");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Event = 'service-switched-off' AND ByPersonId = 'o1' AND Detail LIKE '%Контрольная'")).ShouldBe("3");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Event = 'service-switched-on' AND ByPersonId = 'o2' AND Detail = 'journal · s1 ·  · Хватит'")).ShouldBe("1");
        (await OffAsync(OfFirst, Switch("journal", "s1"))).ShouldBe("Switched", "once on it can be off again");
    }

    [Theory(DisplayName = "E55: of many operators at once one switches, and history ends after a year while what is off stays off")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task At_once(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new ServiceSwitchStore(ground.Database, ground.Time);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => store.SwitchOffAsync(City, Switch("journal", "s1"), default))));
        outcomes.Count(outcome => outcome is SwitchOutcome.Switched).ShouldBe(1);
        outcomes.Count(outcome => outcome is SwitchOutcome.AlreadySo).ShouldBe(7);
        var library = Switch("library", "s1");
        await store.SwitchOffAsync(City, library, default);
        await store.SwitchOnAsync(City, library.Id, "o1", "Хватит", default);
        ground.Time.Advance(TimeSpan.FromDays(366));
        await store.ClearAsync(default);
        (await store.ListAsync(City, "s1", default)).Select(one => one.ServiceKey).ShouldBe(["journal"]);
    }

    [Theory(DisplayName = "R34: a switch is right on every node within 30 seconds, and here at once; nothing is read between")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Nodes(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new ServiceSwitchStore(ground.Database, ground.Time);
        var (here, elsewhere) = (new SwitchBook(store, ground.Time), new SwitchBook(store, ground.Time));
        var switching = new ServiceSwitching(store, here, new ServiceCatalogue([new ServiceEntry { Key = "journal", Roles = ["staff"] }]));
        async Task<bool> IsOffAsync(SwitchBook book) => (await book.NowAsync(default)).Closes("journal", Moscow, PersonRole.Staff);
        (await IsOffAsync(here), await IsOffAsync(elsewhere)).ShouldBe((false, false));
        (await switching.SwitchOffAsync(City, Switch("diary", "s1"), default)).ShouldBeOfType<SwitchOutcome.NotThere>("no such service");
        (await switching.SwitchOffAsync(City, Switch("journal", "s1", PersonRole.Parent), default)).ShouldBeOfType<SwitchOutcome.NotThere>("it is for staff");
        var off = Switch("journal", "s1");
        await switching.SwitchOffAsync(City, off, default);
        (await IsOffAsync(here), await IsOffAsync(elsewhere)).ShouldBe((true, false));
        ground.Time.Advance(TimeSpan.FromSeconds(25));
        (await IsOffAsync(elsewhere)).ShouldBeTrue();
        await switching.SwitchOnAsync(City, off.Id, "o1", "Хватит", default);
        (await IsOffAsync(here), await IsOffAsync(elsewhere)).ShouldBe((false, true));
        ground.Time.Advance(TimeSpan.FromSeconds(25));
        (await IsOffAsync(elsewhere)).ShouldBeFalse();
    }

    [Theory(DisplayName = "R61: whoever is erased is named no more beside what they switched, and it stays off")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Erased(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new ServiceSwitchStore(ground.Database, ground.Time);
        await store.SwitchOffAsync(City, Switch("journal", "s1"), default);
        await new ErasedSwitchersStore(ground.Database).EraseAsync(new DataSubject(["o1"], []), default);
        (await store.AllOffAsync(default)).Single().OffBy.ShouldBe("—");
    }
}
