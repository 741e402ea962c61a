using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>Parents make an account for their child, and the child lives with it; on a product of their own, whose records they change.</summary>
public sealed class ChildrenJourneys(JourneyFixture journeys) : IClassFixture<JourneyFixture>
{
    private const string Login = "sokolova_d_a";
    private const string Password = "Kashtan-2026-Mir";
    private const string Later = "Zima-2026-Sneg";

    [Fact(DisplayName = "R38, R39, R40, R14, E26, D17: a parent makes the account, the child signs in elsewhere, activates and works everywhere; the other parent sees who did what and sets a new password")]
    public async Task The_whole_story()
    {
        await using var mother = await journeys.VisitorAsync();
        await mother.SignInAsync("sokolova_kate", "Semya_2026");
        await mother.IsAtServiceAsync("/diary");
        await mother.OpenAsync("/cabinet");
        await mother.ClickLinkAsync("Мои дети");
        await mother.IsAtAsync("/cabinet/children");
        foreach (var words in new[] { "Дарья С.", "Михаил С.", "2-А", "7-А", "Создать аккаунт" })
            await mother.SeesAsync(words);
        await mother.PictureAsync("children");
        await mother.ClickLinkAsync("Дарья С.");
        await mother.SeesAsync("У ребёнка нет своего входа");
        await mother.PictureAsync("child-without-account");
        await mother.ClickLinkAsync("Создать аккаунт");

        await mother.SeesAsync("Я родитель или законный представитель");
        await mother.PictureAsync("child-consent");
        await mother.ClickAsync("Даю согласие");
        var login = mother.Page.GetByLabel("Логин ребёнка");
        await Assertions.Expect(login).ToHaveValueAsync(Login);
        await mother.PictureAsync("child-login");

        await login.FillAsync("даша/с");
        await mother.SeesAsync("Нужны латинские буквы вместо русских: «д» (место 1)");
        await mother.SeesAsync("косая черта");
        await mother.PictureAsync("child-login-mistake");
        await login.FillAsync(Login);
        await mother.Page.GetByLabel("Пароль для ребёнка").FillAsync("Sokolova_d_a1");
        await mother.ClickAsync("Создать аккаунт");
        await mother.SeesAsync("В пароле есть логин");
        await mother.PictureAsync("child-password-mistake");
        await mother.Page.GetByLabel("Пароль для ребёнка").FillAsync(Password);
        await mother.ClickAsync("Создать аккаунт");
        await mother.SeesAsync("Аккаунт создан");
        await mother.SeesAsync(Login);
        await mother.DoesNotSeeAsync(Password);
        await mother.PictureAsync("child-account-ready");
        await PrintAsync(mother, "child-card-print");

        await using var child = await journeys.VisitorAsync();
        await child.SignInAsync(Login, Password);
        await child.ActivateAsync(Password);
        await child.SeesAsync(Login);
        await child.ClickLinkAsync("Перейти в Дневник");
        await child.IsAtServiceAsync("/diary");
        (await child.EquipmentAcceptsAsync("wifi:Study.mos", Login, Password)).ShouldBeTrue();
        (await child.EquipmentAcceptsAsync("pc", Login, Password)).ShouldBeTrue();

        await using var father = await journeys.VisitorAsync();
        await father.SignInAsync("sokolov_andrey", "Shkola-2026");
        await father.IsAtServiceAsync("/diary");
        await father.OpenAsync("/cabinet/children");
        await father.ClickLinkAsync("Дарья С.");
        await father.SeesAsync("Екатерина Дмитриевна: аккаунт создан, логин " + Login);
        await father.SeesAsync("Активирован");
        await father.PictureAsync("child-with-account");
        await father.ClickLinkAsync("Новый пароль ребёнка");
        await father.PictureAsync("child-new-password");
        await father.Page.GetByLabel("Пароль для ребёнка").FillAsync(Later);
        await father.ClickAsync("Задать новый пароль");
        await father.SeesAsync("Новый пароль задан");
        await father.SeesAsync("Вы: задан новый пароль");
        await father.PictureAsync("child-password-set");
        await father.EquipmentComesToAsync(accepts: true, "wifi:Study.mos", Login, Later);
        (await father.EquipmentAcceptsAsync("wifi:Study.mos", Login, Password)).ShouldBeFalse();

        await mother.OpenAsync("/cabinet/children/story-44");
        await mother.SeesAsync("Андрей Юрьевич: задан новый пароль");
        foreach (var visitor in new[] { mother, child, father })
            visitor.Complaints.ShouldBeEmpty();
    }

    private static async Task PrintAsync(Visitor visitor, string name)
    {
        // The width of a sheet of A4.
        await visitor.Page.SetViewportSizeAsync(794, 1123);
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(TestPlaces.Screenshots, name + ".png") });
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Screen });
    }
}
