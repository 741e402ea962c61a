using System.Text.RegularExpressions;
using Mesh.Cabinet.Help;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Cabinet.Tests.Help;

/// <summary>What an editor writes, looked at before it goes out.</summary>
public sealed partial class AnswersTests : PageContext
{
    private const int MostOfShort = 200;
    private const int MostWords = 200;
    private const int MostWordsOfSentence = 24;

    // Words of an office, for each of which there is a plainer one.
    private static readonly string[] Office = ["осуществ", "аутентифик", "верифик", "функционал", "посредством", "вышеуказан", "данный", "является", "во избежание", "необходимо", "произвед", "инцидент", "валид"];

    public static TheoryData<string> Keys => [.. Answers.Files().Select(file => file.Key)];

    [Fact]
    public void Every_question_that_people_ask_most_has_its_page() =>
        Answers.Files().Select(file => file.Key).ShouldBeSubsetOf(All.All.Select(answer => answer.Key), "each file is a question");

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_short_answer_is_short_and_the_whole_one_not_long(string key)
    {
        var answer = Find(key);
        answer.Brief.Length.ShouldBeInRange(10, MostOfShort);
        answer.Title.Length.ShouldBeInRange(10, 80);
        Words(key).Count.ShouldBeInRange(10, MostWords);
        answer.Related.Count.ShouldBeInRange(1, 4);
        answer.Related.ShouldNotContain(key);
        answer.Related.Distinct().Count().ShouldBe(answer.Related.Count);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void An_answer_is_read_easily(string key)
    {
        foreach (var sentence in Sentence().Split(Plain(key)))
            WordOf().Count(sentence).ShouldBeLessThanOrEqualTo(MostWordsOfSentence, sentence);
        Words(key).Where(word => Office.Any(stem => word.StartsWith(stem, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
        Plain(key).ShouldNotContain("!", customMessage: "calm");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void An_answer_is_Russian_and_has_neither_HTML_nor_a_title_of_its_own(string key)
    {
        var body = Answers.Files().Single(file => file.Key == key).Body;
        body.ShouldNotContain("<");
        body.Split('\n').ShouldNotContain(line => line.StartsWith("# ", StringComparison.Ordinal));
        LatinWord().Matches(WrittenOut().Replace(Plain(key), "").Replace("Study.mos", "", StringComparison.Ordinal).Replace("Study", "", StringComparison.Ordinal))
            .Select(word => word.Value).Except(TextsTests.LatinWords).ShouldBeEmpty();
    }

    [Fact]
    public void Every_file_is_named_as_an_address_and_none_takes_a_page_of_ours()
    {
        All.All.ShouldAllBe(answer => KeyForm().IsMatch(answer.Key));
        All.All.Select(answer => answer.Key).ShouldNotContain("access");
        All.All.Select(answer => answer.Key).ShouldNotContain("instruction");
        All.All.GroupBy(answer => answer.Place).ShouldAllBe(group => group.Count() == 1, "the order of questions is said by their place");
    }

    [Theory]
    [InlineData("title: Как?", "the first line must be")]
    [InlineData("---\ntitle: Как?\n", "another such line must end the head")]
    [InlineData("---\nзаголовок: Как?\n---\nТак.", "k.md:2:")]
    [InlineData("---\ntitle: Как?\ntitle: Как?\n---\nТак.", "k.md:3:")]
    public void A_head_that_cannot_be_read_is_a_fault_that_names_file_and_line(string text, string fault) =>
        Should.Throw<FormatException>(() => AnswerFile.Parse("k", text)).Message.ShouldContain(fault);

    [Theory]
    [InlineData("title: Как?", "«short:» is missing")]
    [InlineData("title: Как?\nshort: Так.\nsection: nowhere\nplace: 1\nwords: а\nrelated: б", "is no part of the help")]
    [InlineData("title: Как?\nshort: Так.\nsection: enter\nplace: первое\nwords: а\nrelated: б", "is no number")]
    [InlineData("title: Как?\nshort: Сеть {wifi}.\nsection: enter\nplace: 1\nwords: а\nrelated: б", "is no value of the help")]
    public void What_a_head_lacks_or_gets_wrong_is_a_fault(string head, string fault) =>
        Should.Throw<FormatException>(() => AnswerFile.Parse("k", $"---\n{head}\n---\nТак.").ToAnswer(Services.GetRequiredService<AnswerMarkdown>())).Message.ShouldContain(fault);

    [Fact]
    public void Html_in_an_answer_stays_text_and_the_letter_knows_what_was_read()
    {
        var markdown = Services.GetRequiredService<AnswerMarkdown>();
        markdown.ToHtml("wifi", "<script>alert(1)</script>\n\n<b>a</b> [Напишите](/support) [Сеть {wifi-staff}]({recovery})").ShouldBe(
            $"<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n<p>&lt;b&gt;a&lt;/b&gt; <a href=\"/support?about=help-wifi\">Напишите</a> <a href=\"{markdown.Values["recovery"]}\">Сеть Study</a></p>\n");
    }

    private Answers All => Services.GetRequiredService<Answers>();

    private Answer Find(string key) => All.Find(key).ShouldNotBeNull();

    private string Plain(string key) => $"{Find(key).Brief}\n{Services.GetRequiredService<AnswerMarkdown>().ToText(Answers.Files().Single(file => file.Key == key).Body)}";

    private List<string> Words(string key) => [.. WordOf().Matches(Plain(key)).Select(word => word.Value)];

    [GeneratedRegex(@"(?<=[.?:])\s|\n", RegexOptions.None, 5000)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"[\p{L}\d][\p{L}\d-]*", RegexOptions.None, 5000)]
    private static partial Regex WordOf();

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9.@-]*[A-Za-z]|[A-Za-z]", RegexOptions.None, 5000)]
    private static partial Regex LatinWord();

    [GeneratedRegex(@"\(https?://[^)]*\)", RegexOptions.None, 5000)]
    private static partial Regex WrittenOut();

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex KeyForm();
}
