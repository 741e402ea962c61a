using System.Globalization;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Provider.Panels;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>What stands behind panels, as two nodes see it on one database.</summary>
public sealed class PanelStoresContractTests
{
    [Theory(DisplayName = "RFC 8628 5.1: wrong codes are counted over all nodes, also of twenty who guess at once, and are forgotten after ten minutes")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Guesses(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        ApprovalTryStore Node() => new(ground.Database, new LastingKeyStore(ground.Database, ground.Protection), ground.Time);
        var (one, other) = (Node(), Node());
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => (number % 2 == 0 ? one : other).TakeAsync("person/anna", ApprovalTryStore.Most, default)));
        taken.Count(was => was).ShouldBe(ApprovalTryStore.Most);
        (await one.TakeAsync("person/boris", ApprovalTryStore.Most, default)).ShouldBeTrue();

        await other.GiveBackAsync("person/anna", default);
        (await one.TakeAsync("person/anna", ApprovalTryStore.Most, default)).ShouldBeTrue();
        (await one.TakeAsync("person/anna", ApprovalTryStore.Most, default)).ShouldBeFalse();
        ground.Time.Advance(ApprovalTryStore.Window);
        (await other.TakeAsync("person/anna", ApprovalTryStore.Most, default)).ShouldBeTrue();
        (await ground.ScalarAsync("SELECT MAX(Tries) FROM ApprovalTries")).ShouldBe("1");
    }

    [Theory(DisplayName = "RFC 8628 5.4: of twenty who decide one request one does, and of twenty who take it one gets it")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Decided_once(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new PanelRequestStore(ground.Database, new LastingKeyStore(ground.Database, ground.Protection), ground.Time);
        var token = Guid.CreateVersion7();
        var (code, number) = await store.BeginAsync(token, "panel-31", default);
        var request = (await store.FindAsync(code, default))!;
        (request.PanelId, request.Number).ShouldBe(("panel-31", number));
        (await store.EnterAsync(token, "panel-31", default)).ShouldBeNull("nobody has said yes");

        var sessions = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToList();
        var decided = await Task.WhenAll(sessions.Select(session => store.DecideAsync(request, session, default)));
        var winner = sessions[decided.ToList().IndexOf(true)];
        decided.Count(was => was).ShouldBe(1);
        (await store.FindAsync(code, default)).ShouldBeNull();
        (await store.EnterAsync(token, "panel-32", default)).ShouldBeNull("it is another panel's");
        (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => store.EnterAsync(token, "panel-31", default)))).Where(by => by is not null).ShouldBe([winner]);
    }

    [Theory(DisplayName = "RFC 8628 3.2, 3.5: a code lives two minutes; a question that comes too soon makes the next pause longer")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task By_the_clock(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new PanelRequestStore(ground.Database, new LastingKeyStore(ground.Database, ground.Protection), ground.Time);
        var token = Guid.CreateVersion7();
        var (code, _) = await store.BeginAsync(token, "panel-31", default);
        foreach (var (wait, isInTime) in new[] { (0, true), (4, true), (3, false), (8, false), (14, true), (14, true) })
        {
            ground.Time.Advance(TimeSpan.FromSeconds(wait));
            (await store.AskAsync(token, default)).ShouldBe(isInTime, wait.ToString(CultureInfo.InvariantCulture));
        }

        (await store.FindAsync(code, default)).ShouldNotBeNull();
        ground.Time.Advance(PanelCode.Lifetime);
        (await store.FindAsync(code, default)).ShouldBeNull();
    }

    [Theory(DisplayName = "A panel that is disabled, or stands in the settings no more, signs nobody in, and whoever is in on it is out")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Disabled(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new PanelStore(ground.Database, ground.Time);
        Panel[] settings = [PanelOf("panel-a"), PanelOf("panel-b")];
        await store.SetAsync(settings, default);
        await store.AddAsync(PanelOf("panel-c"), default);
        var anna = new CityProfile { Provider = CityProvider.MosRu, Subject = "anna" };
        var by = new Session(Guid.CreateVersion7(), anna, ground.Time.GetUtcNow());
        using var sessions = ground.Sessions();
        foreach (var panel in new[] { "panel-a", "panel-b", "panel-c" })
            await sessions.OpenOnPanelAsync(by, panel, panel, default);

        await store.SetAsync([settings[0]], default);
        (await store.DisableAsync("panel-c", default)).ShouldBeTrue();
        (await store.DisableAsync("panel-c", default)).ShouldBeFalse();
        (await store.ListAsync(default)).Select(panel => (panel.Id, panel.DisabledAt is not null)).ShouldBe([("panel-a", false), ("panel-b", true), ("panel-c", true)]);
        (await ground.ScalarAsync("SELECT MAX(PanelId) FROM Sessions")).ShouldBe("panel-a");
        await store.SetAsync(settings, default);
        (await store.FindAsync("panel-b", default))!.DisabledAt.ShouldBeNull();
    }

    private static Panel PanelOf(string id) => new() { Id = id, SchoolId = "school-1", Title = id, Jwks = "{}" };
}
