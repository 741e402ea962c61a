using Bunit;
using Mesh.Cabinet.Desk;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Desk;

/// <summary>What an operator types is not lost, and is gone once it is sent.</summary>
public sealed class CaseAnswerCardTests : PageContext
{
    [Fact]
    public async Task A_draft_stands_there_again_and_is_forgotten_with_the_answer()
    {
        List<string?> kept = [];
        List<string> answers = [];
        var card = Render<CaseAnswerCard>(with => with
            .Add(it => it.Draft, "Мы проверили")
            .Add(it => it.Typed, words => kept.Add(words))
            .Add(it => it.Answered, answer => answers.Add(answer.Text))
            .Add(it => it.Noted, _ => { }));
        card.Find("textarea").GetAttribute("value").ShouldBe("Мы проверили");

        var typing = card.Find("textarea").InputAsync("Мы проверили и исправили");
        await card.WaitForAssertionAsync(() => kept.ShouldBe(["Мы проверили и исправили"]), TimeSpan.FromSeconds(10));
        await typing;
        await card.FindAll("button").First(button => button.TextContent.Contains("Отправить ответ", StringComparison.Ordinal)).ClickAsync(new());
        answers.ShouldBe(["Мы проверили и исправили"]);
        kept.ShouldBe(["Мы проверили и исправили", null]);
    }
}
