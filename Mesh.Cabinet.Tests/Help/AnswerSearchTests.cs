using Mesh.Cabinet.Help;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Cabinet.Tests.Help;

public sealed class AnswerSearchTests : PageContext
{
    [Theory]
    [InlineData("забыл пароль", "forgot-password")]
    [InlineData("ЗАБЫЛА ПАРОЛЬ ОТ МОС РУ", "forgot-password")]
    [InlineData("вайфай", "wifi")]
    [InlineData("Wi-Fi", "wifi")]
    [InlineData("как подключить интернет", "wifi")]
    [InlineData("тимс", "teams")]
    [InlineData("второй ребенок", "child-missing")]
    [InlineData("где мой второй ребёнок?", "child-missing")]
    [InlineData("добавить бабушку", "representative")]
    [InlineData("новый номер телефона", "new-phone")]
    [InlineData("удалить аккаунт", "delete-account")]
    [InlineData("удаление аккаунта", "delete-account")]
    [InlineData("аккаунт на мужа", "account-of-another")]
    [InlineData("снилс", "several-snils")]
    [InlineData("чужой ребенок", "not-my-child")]
    public void What_people_type_finds_the_question_first(string typed, string key) => Find(typed)[0].Key.ShouldBe(key);

    [Fact]
    public void Where_an_answer_has_every_word_those_that_lack_one_are_not_shown()
    {
        Find("удалить аккаунт").Select(answer => answer.Key).ShouldNotContain("wifi");
        Find("пароль синхрофазотрон").Select(answer => answer.Key).ShouldContain("forgot-password");
    }

    [Theory]
    [InlineData("синхрофазотрон")]
    [InlineData("🙂")]
    [InlineData("<script>")]
    [InlineData("'; DROP TABLE")]
    public void What_nobody_asks_finds_nothing(string typed) => Find(typed).ShouldBeEmpty();

    [Fact]
    public void Little_words_alone_are_looked_for_too_and_a_search_of_any_length_ends()
    {
        Should.NotThrow(() => Find("как не"));
        Should.NotThrow(() => Find(new string('а', 100_000)));
    }

    private IReadOnlyList<Answer> Find(string typed) => Services.GetRequiredService<AnswerSearch>().Find(typed);
}
