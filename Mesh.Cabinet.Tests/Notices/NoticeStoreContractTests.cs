using Mesh.Cabinet.Database;
using Mesh.Cabinet.Notices;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.Notices;

/// <summary>Who may tell what to whom, on every database.</summary>
public sealed class NoticeStoreContractTests
{
    private static readonly NoticeScope City = new(IsCity: true, []);
    private static readonly NoticeScope OfFirst = new(IsCity: false, ["s1"]);

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_school_writes_and_ends_its_own_and_the_city_all(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (store, now) = (new NoticeStore(ground.Database, ground.Time), ground.Time.GetUtcNow());
        Notice Of(string? school) => new(Guid.CreateVersion7(), "Завтра сервисы недоступны до 9 утра", school, now, now.AddHours(2), now);
        var (all, first, second) = (Of(null), Of("s1"), Of("s2"));

        (await store.WriteAsync(OfFirst, all, "u1", default)).ShouldBeFalse();
        (await store.WriteAsync(OfFirst, second, "u1", default)).ShouldBeFalse();
        (await store.WriteAsync(OfFirst, first, "u1", default)).ShouldBeTrue();
        (await store.WriteAsync(City, all, "u2", default)).ShouldBeTrue();
        (await store.WriteAsync(City, second, "u2", default)).ShouldBeTrue();

        (await store.ListAsync(OfFirst, default)).ShouldBe([first]);
        (await store.CurrentAsync(default)).Select(notice => notice.Id).ShouldBe([all.Id, first.Id, second.Id], ignoreOrder: true);
        (await store.EndAsync(OfFirst, second.Id, "u1", default)).ShouldBeFalse();
        (await store.EndAsync(OfFirst, all.Id, "u1", default)).ShouldBeFalse();
        (await store.EndAsync(OfFirst, first.Id, "u1", default)).ShouldBeTrue();
        (await store.EndAsync(City, first.Id, "u2", default)).ShouldBeFalse("it is over");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Event LIKE 'notice-%'")).ShouldBe("4");
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task It_is_shown_between_its_moments_to_those_of_its_school(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (store, now) = (new NoticeStore(ground.Database, ground.Time), ground.Time.GetUtcNow());
        var board = new NoticeBoard(store, ground.Time);
        var (soon, all) = (new Notice(Guid.CreateVersion7(), "Скоро", "s1", now.AddMinutes(5), now.AddMinutes(10), now), new Notice(Guid.CreateVersion7(), "Всем", null, now, now.AddHours(1), now));
        await store.WriteAsync(City, soon, "u2", default);
        await store.WriteAsync(City, all, "u2", default);

        async Task<IEnumerable<string>> ShownAsync(params string[] schools) => (await board.ShownAsync(schools, default)).Select(notice => notice.Text);
        (await ShownAsync("s1")).ShouldBe(["Всем"]);
        (await ShownAsync()).ShouldBe(["Всем"]);
        ground.Time.Advance(TimeSpan.FromMinutes(6));
        (await ShownAsync("s1")).ShouldBe(["Скоро", "Всем"], ignoreOrder: true);
        (await ShownAsync("s2")).ShouldBe(["Всем"]);
        ground.Time.Advance(TimeSpan.FromMinutes(6));
        (await ShownAsync("s1")).ShouldBe(["Всем"]);
        await store.EndAsync(City, all.Id, "u2", default);
        ground.Time.Advance(NoticeBoard.Fresh);
        (await ShownAsync("s1")).ShouldBeEmpty();
    }
}
