using Mesh.Cabinet.MyServices;

namespace Mesh.Cabinet.Tests.MyServices;

public sealed class ServiceSearchTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("   ", true)]
    [InlineData("днев", true)]
    [InlineData("ДНЕВНИК", true)]
    [InlineData("зада дневник", true)]
    [InlineData("ещё", true)]
    [InlineData("еще", true)]
    [InlineData("lytdybr", true)]
    [InlineData("to`", true)]
    [InlineData("tot", true)]
    [InlineData("wifi", true)]
    [InlineData("wi-fi", true)]
    [InlineData("журнал", false)]
    [InlineData("дневник журнал", false)]
    public void A_tile_is_found_by_any_part_of_its_words_in_any_case(string typed, bool isFound) =>
        ServiceSearch.Matches("Дневник Ещё домашние задания Wi-Fi", ServiceSearch.Words(typed)).ShouldBe(isFound);

    [Fact]
    public void A_text_as_long_as_a_book_is_cut() => ServiceSearch.Words(new string('я', 100_000)).Single().Length.ShouldBe(ServiceSearch.MaxLength);

    [Fact]
    public void Nothing_typed_looks_for_nothing() => ServiceSearch.Words(null).ShouldBeEmpty();
}
