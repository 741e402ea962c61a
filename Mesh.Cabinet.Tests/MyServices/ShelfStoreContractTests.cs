using Mesh.Cabinet.Database;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.MyServices;

public sealed class ShelfStoreContractTests
{
    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Of_thirty_first_saves_at_once_none_fails_and_one_shelf_is_left(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new ShelfStore(ground.Database);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(number => store.SaveAsync("u1", new Shelf { Keys = [$"s{number}"] }, default)));
        (await ground.ScalarAsync("SELECT COUNT(*) FROM ServiceShelves")).ShouldBe("1");
        (await store.FindAsync("u1", default)).Keys.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_first_save_that_came_second_is_the_later_one()
    {
        using var server = new StandInServer();
        server.FailOnce("INSERT INTO ServiceShelves", () => new ServerFailure(2627, "SQL Server error 2627"));
        await new ShelfStore(server.Database).SaveAsync("u1", Shelf.Untouched, default);
        server.Asked.Count(asked => asked.Sql.StartsWith("UPDATE ServiceShelves", StringComparison.Ordinal)).ShouldBe(2);
    }

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
