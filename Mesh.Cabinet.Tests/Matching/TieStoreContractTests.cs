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
        (await store.TieAsync("u1", "MosRu", "anna", default)).ShouldBeTrue();
        (await store.TieAsync("u1", "MosRu", "anna", default)).ShouldBeTrue("the same tie was made before");
        (await store.TieAsync("u1", "MosRu", "boris", default)).ShouldBeFalse("the record is another account's");
        (await store.TieAsync("u2", "MosRu", "anna", default)).ShouldBeFalse("the account has another record");
        (await store.FindAsync("MosRu", "anna", default)).ShouldBe("u1");
        (await store.FindAsync("MosRu", "boris", default)).ShouldBeNull();
        (await store.TieAsync("u2", "Gosuslugi", "anna", default)).ShouldBeTrue("the same subject elsewhere is somebody else");
        (await ground.AuditAsync("u1")).ShouldBe(["tied"]);
    }

    [Theory(DisplayName = "D11: of many accounts that want one record at once, one gets it")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_race(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new TieStore(ground.Database, ground.Time);
        var others = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Task.Run(() => store.TieAsync("u1", "MosRu", $"account-{number}", default))));
        others.Count(isTied => isTied).ShouldBe(1);
        var tabs = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => store.TieAsync("u2", "MosRu", "one", default))));
        tabs.ShouldAllBe(isTied => isTied);
        (await ground.ScalarAsync("SELECT COUNT(*) FROM Ties")).ShouldBe("2");
    }
}
