using CsCheck;
using Mesh.Cabinet.MyServices;

namespace Mesh.Cabinet.Tests.MyServices;

/// <summary>A person's own order of services and their favourites.</summary>
public sealed class ShelfTests
{
    private static readonly ServiceEntry[] Open = [.. new[] { "a", "b", "c", "d" }.Select(key => new ServiceEntry { Key = key })];

    [Fact]
    public void An_untouched_shelf_is_the_catalogue() => Order(Shelf.Untouched).ShouldBe("abcd");

    [Fact]
    public void A_service_changes_places_with_its_neighbour_and_stays_at_the_ends()
    {
        Order(Move(Shelf.Untouched, "b", -1)).ShouldBe("bacd");
        Order(Move(Shelf.Untouched, "b", 1)).ShouldBe("acbd");
        Order(Move(Shelf.Untouched, "a", -1)).ShouldBe("abcd");
        Order(Move(Shelf.Untouched, "d", 1)).ShouldBe("abcd");
    }

    [Fact]
    public void Favourites_stand_first_in_the_order_in_which_they_were_chosen_and_no_other_service_passes_them()
    {
        var shelf = Star(Star(Shelf.Untouched, "d"), "b");
        Order(shelf).ShouldBe("dbac");
        Order(Move(shelf, "b", -1)).ShouldBe("bdac");
        Order(Move(shelf, "b", 1)).ShouldBe("dbac");
        Order(Move(shelf, "a", -1)).ShouldBe("dbac");
        Order(Star(shelf, "d")).ShouldBe("bdac", "who leaves is the first of the others");
    }

    [Fact]
    public void A_service_that_is_closed_for_a_while_finds_its_place_again_and_a_new_one_comes_last()
    {
        var shelf = Star(Move(Shelf.Untouched, "d", -1), "b");
        var without = shelf.Move([Open[0], Open[1], Open[3]], Open[3], -1);
        string.Concat(without.Arrange(Open).Select(entry => entry.Key)).ShouldBe("bdac");
        string.Concat(without.Arrange([.. Open, new ServiceEntry { Key = "e" }]).Select(entry => entry.Key)).ShouldBe("bdace");
    }

    [Fact]
    public void Whatever_is_pressed_no_service_is_lost_or_doubled_and_favourites_stay_in_front() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[-1, 1]).List[0, 30].Sample(presses =>
        {
            var shelf = presses.Aggregate(Shelf.Untouched, (now, press) =>
                press.Item2 == 0 ? now.Star(Open, Open[press.Item1]) : now.Move(Open, Open[press.Item1], press.Item2));
            var arranged = shelf.Arrange(Open);
            return arranged.OrderBy(entry => entry.Key, StringComparer.Ordinal).SequenceEqual(Open)
                && arranged.SkipWhile(shelf.IsFavourite).All(entry => !shelf.IsFavourite(entry));
        });

    private static Shelf Move(Shelf shelf, string key, int step) => shelf.Move(Open, Open.Single(entry => entry.Key == key), step);

    private static Shelf Star(Shelf shelf, string key) => shelf.Star(Open, Open.Single(entry => entry.Key == key));

    private static string Order(Shelf shelf) => string.Concat(shelf.Arrange(Open).Select(entry => entry.Key));
}
