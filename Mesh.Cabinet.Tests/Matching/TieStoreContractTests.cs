using Mesh.Cabinet.Database;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>Ties of accounts to records on every database.</summary>
public sealed class TieStoreContractTests
{
    [Theory(DisplayName = "D11: one account has one record and one record one account; the same tie again is fine")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task One_to_one(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new TieStore(ground.Database, ground.Time);
        (await store.FindAsync("MosRu", "anna", default)).ShouldBeNull();
        (await store.TieAsync("u1", "MosRu", "anna", default)).ShouldBe(TieOutcome.Tied);
        (await store.TieAsync("u1", "MosRu", "anna", default)).ShouldBe(TieOutcome.Tied, "the same tie was made before");
        (await store.TieAsync("u1", "MosRu", "boris", default)).ShouldBe(TieOutcome.Elsewhere, "the record is another account's");
        (await store.TieAsync("u2", "MosRu", "anna", default)).ShouldBe(TieOutcome.Elsewhere, "the account has another record");
        (await store.FindAsync("MosRu", "anna", default)).ShouldBe("u1");
        (await store.FindAsync("MosRu", "boris", default)).ShouldBeNull();
        (await store.TieAsync("u2", "Gosuslugi", "anna", default)).ShouldBe(TieOutcome.Tied, "the same subject elsewhere is somebody else");
        (await ground.AuditAsync("u1")).ShouldBe(["tied"]);
    }

    [Theory(DisplayName = "D11: of many accounts that want one record at once, one gets it")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_race(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new TieStore(ground.Database, ground.Time);
        var others = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Task.Run(() => store.TieAsync("u1", "MosRu", $"account-{number}", default))));
        others.Count(outcome => outcome is TieOutcome.Tied).ShouldBe(1);
        var tabs = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => store.TieAsync("u2", "MosRu", "one", default))));
        tabs.ShouldAllBe(outcome => outcome == TieOutcome.Tied);
        (await ground.ScalarAsync("SELECT COUNT(*) FROM Ties")).ShouldBe("2");
    }

    [Theory(DisplayName = "D21: a tie that one node has ended is gone on another within 30 seconds, however busily its person clicks")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task An_ended_tie(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        using var here = new TieStore(ground.Database, ground.Time);
        using var elsewhere = new TieStore(ground.Database, ground.Time);
        await elsewhere.TieAsync("u1", "MosRu", "anna", default);
        for (var second = 0; second < 300; second++)
        {
            (await here.FindAsync("MosRu", "anna", default)).ShouldBe("u1");
            ground.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var changes = new TieChangesStore(ground.Database, [], ground.Time);
        await changes.ReleaseAsync("u1", new TiedAccount { Provider = "MosRu", Subject = "anna" }, "Это не он", default);
        var end = ground.Time.GetUtcNow() + TimeSpan.FromSeconds(29);
        while (ground.Time.GetUtcNow() < end)
        {
            await here.FindAsync("MosRu", "anna", default);
            ground.Time.Advance(TimeSpan.FromSeconds(1));
        }

        (await here.FindAsync("MosRu", "anna", default)).ShouldBeNull();
        (await here.TieAsync("u1", "MosRu", "anna", default)).ShouldBe(TieOutcome.Refused, "support has parted the two");
        (await here.TieAsync("u2", "MosRu", "anna", default)).ShouldBe(TieOutcome.Tied, "another record was not meant");
        (await here.TieAsync("u1", "MosRu", "boris", default)).ShouldBe(TieOutcome.Tied);
    }
}
