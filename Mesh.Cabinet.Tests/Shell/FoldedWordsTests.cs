using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Tests.Shell;

public sealed class FoldedWordsTests
{
    [Theory]
    [InlineData("пароль", "паролем")]
    [InlineData("телефон", "телефонный")]
    [InlineData("ребенка", "ребенок")]
    [InlineData("дети", "детей")]
    [InlineData("второй", "второго")]
    [InlineData("школа", "школьный")]
    [InlineData("дом", "дома")]
    [InlineData("9101", "9101")]
    public void One_word_with_two_endings_is_one_word(string one, string other)
    {
        FoldedWords.AreKin(one, other).ShouldBeTrue();
        FoldedWords.AreKin(other, one).ShouldBeTrue();
    }

    [Theory]
    [InlineData("почта", "почему")]
    [InlineData("9101", "910")]
    [InlineData("12", "123")]
    [InlineData("пар", "пароль")]
    [InlineData("мама", "папа")]
    [InlineData("да", "дата")]
    public void Two_words_are_two(string one, string other) => FoldedWords.AreKin(one, other).ShouldBeFalse();

    [Fact]
    public void Case_and_the_two_dots_make_no_other_word_and_each_stands_once() =>
        FoldedWords.Of(" Ребёнок, РЕБЕНОК — «Wi-Fi» № 9101!").ShouldBe(["ребенок", "wi", "fi", "9101"]);

    [Fact]
    public void Nothing_typed_is_no_word()
    {
        FoldedWords.Of(null).ShouldBeEmpty();
        FoldedWords.Of(" — ?! ").ShouldBeEmpty();
    }
}
