using Mesh.Cabinet.Database;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.MyServices;

public sealed class ShelfStoreContractTests
{
    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_shelf_comes_back_as_it_was_left_and_is_nobody_elses(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new ShelfStore(ground.Database);
        (await store.FindAsync("u1", default)).ShouldBeSameAs(Shelf.Untouched);
        await store.SaveAsync("u1", new Shelf { Keys = ["b", "a"], IsList = true }, default);
        await store.SaveAsync("u1", new Shelf { Keys = ["a", "ключ \"'%"], Favourites = new HashSet<string> { "a" }, IsList = true }, default);
        var found = await store.FindAsync("u1", default);
        found.Keys.ShouldBe(["a", "ключ \"'%"]);
        found.Favourites.ShouldBe(["a"]);
        found.IsList.ShouldBeTrue();
        (await store.FindAsync("u2", default)).ShouldBeSameAs(Shelf.Untouched);
    }
}
