using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>Somebody else is in, and the person ends it from a letter.</summary>
[Collection(CabinetLife.Name)]
public sealed partial class NotMeJourneys(JourneyFixture journeys)
{
    [Fact(DisplayName = "D19, D21, R58: a letter tells of a sign-in in an unknown browser; its button ends all without a sign-in, and the operator finds the urgent case first")]
    public async Task From_the_letter()
    {
        await using var owner = await journeys.VisitorAsync();
        await owner.SignInAsync("gostev_e", "Shkola-2026");
        await owner.IsAtAsync("/activation");
        await using var stranger = await journeys.VisitorAsync(Screen.Desktop);
        await stranger.SignInAsync("gostev_e", "Shkola-2026");
        await stranger.IsAtAsync("/activation");
        await stranger.OpenAsync("/cabinet/devices");
        await stranger.SeesAsync("Это вы сейчас");

        var letter = await owner.LetterAsync("gostev_e", "нового устройства");
        await using var mail = await journeys.VisitorAsync();
        await mail.OpenAsync(Word().Match(letter.Text).Value);
        await mail.SeesAsync("Завершатся все входы");
        await mail.PictureAsync("not-me");
        await mail.ClickAsync("Завершить всё");
        await mail.SeesAsync("Все входы завершены, все устройства отвязаны.");
        await mail.SeesAsync("Смените пароль");
        await mail.PictureAsync("not-me-done");
        await stranger.IsAtAsync("/");
        await owner.OpenAsync("/cabinet");
        await owner.IsAtAsync("/");
        await mail.OpenAsync(Word().Match(letter.Text).Value);
        await mail.SeesAsync("Эта ссылка больше не действует");
        await mail.PictureAsync("not-me-gone");

        await using var support = await journeys.VisitorAsync(Screen.Desktop);
        await support.OpenAsync("/desk");
        await support.ClickLinkAsync("Войти через mos.ru");
        await support.TypeCredentialsAsync("vlasov_roman", "Shkola-2026");
        await support.IsAtAsync("/desk/cases");
        await support.SeesAsync("«Это был не я», срочно");
        await Assertions.Expect(support.Page.Locator("tbody tr").First).ToContainTextAsync("«Это был не я», срочно");
        await support.UseAsync(support.Page.Locator("tbody tr").First.Locator("a"));
        await support.SeesAsync("Обращение №");
        await support.PictureAsync("desk-not-me");
        mail.Complaints.ShouldBeEmpty();
    }

    [GeneratedRegex("/not-me/[A-Za-z0-9_-]{43}", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
