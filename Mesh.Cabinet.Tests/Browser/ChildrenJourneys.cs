using Mesh.Cabinet.Children;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
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
        await mother.ClickLinkAsync("Дети");
        await mother.IsAtAsync("/cabinet/children");
        foreach (var words in new[] { "Дарья С.", "Михаил С.", "2-А", "7-А", "Создать аккаунт" })
            await mother.SeesAsync(words);
        await mother.PictureAsync("children");
        foreach (var (address, picture) in new[] { ("/cabinet/children/story-43", "child-at-mos-ru"), ("/cabinet/children/story-43/account", "child-account-not-offered") })
        {
            await mother.OpenAsync(address);
            await mother.PictureAsync(picture);
        }

        await mother.OpenAsync("/cabinet/children");
        await mother.ClickLinkAsync("Дарья С.");
        await mother.SeesAsync("У ребёнка нет своего входа");
        await mother.PictureAsync("child-without-account");
        await mother.ClickLinkAsync("Создать аккаунт");

        await mother.SeesAsync("Сначала подтвердите, что это вы");
        await mother.PictureAsync("child-confirm");
        await mother.ConfirmAsync("sokolova_kate", "Semya_2026", "/cabinet/children/story-44/account");
        await mother.SeesAsync("Я родитель или законный представитель");
        await mother.PictureAsync("child-consent");
        await mother.ClickAsync("Даю согласие");
        var login = mother.Page.GetByLabel("Логин ребёнка");
        await Assertions.Expect(login).ToHaveValueAsync(Login);
        await mother.PictureAsync("child-login");

        await login.FillAsync("даша/с");
        await mother.SeesAsync("Нужны латинские буквы вместо русских: «д» (первая буква)");
        await mother.SeesAsync("косая черта");
        await mother.PictureAsync("child-login-mistake");
        await login.FillAsync("petrova_anna");
        await login.BlurAsync();
        await mother.SeesAsync("petrova_anna уже у другого человека");
        await mother.PictureAsync("child-login-taken");
        await login.FillAsync("kotik_dasha");
        await login.BlurAsync();
        await mother.SeesAsync("В школе такого логина ни у кого нет");
        await mother.PictureAsync("child-login-free");
        // Who types so fast is not heard each time.
        var later = mother.Page.GetByText("Вы проверили уже много логинов");
        for (var look = 0; look < 3 * ChildTryStore.MostLooks && !await later.IsVisibleAsync(); look++)
        {
            await login.FillAsync($"kotik_{look}");
            await login.BlurAsync();
        }

        await mother.SeesAsync("Вы проверили уже много логинов");
        await mother.PictureAsync("child-login-later");
        await login.FillAsync(Login);
        await mother.ClickAsync("Дальше");
        await mother.SeesAsync("Шаг 3 из 4: Пароль");
        await mother.PictureAsync("child-password");
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

        await using var father = await journeys.VisitorAsync(hasMouse: false);
        await father.SignInAsync("sokolov_andrey", "Shkola-2026");
        await father.IsAtServiceAsync("/diary");
        await father.OpenAsync("/cabinet/children");
        await father.ClickLinkAsync("Дарья С.");
        await father.SeesAsync("Екатерина Дмитриевна: аккаунт создан, логин " + Login);
        await father.SeesAsync("Аккаунт МЭШ активирован");
        await father.PictureAsync("child-with-account");
        await father.ClickLinkAsync("Новый пароль ребёнка");
        await father.ConfirmAsync("sokolov_andrey", back: "/cabinet/children/story-44/new-password");
        await father.PictureAsync("child-new-password");
        await father.ClickAsync("Задать новый пароль");
        await father.SeesAsync("Введите пароль для ребёнка");
        await father.PictureAsync("child-new-password-mistake");
        await father.FillAsync("Пароль для ребёнка", Later);
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

    [Fact(DisplayName = "R38, R39: a guardian goes the whole way by keyboard alone, with a password that the page made up, at twice the size of everything")]
    public async Task By_keyboard_alone()
    {
        await using var guardian = await journeys.VisitorAsync(Screen.Desktop, hasMouse: false);
        await guardian.SignInAsync("romanova_galina", "Shkola-2026");
        await guardian.IsAtServiceAsync("/diary");
        // A page at 200 % has half the width.
        await guardian.Page.SetViewportSizeAsync(640, 430);
        await guardian.OpenAsync("/cabinet/children");
        await guardian.ClickLinkAsync("Тимофей Л.");
        await guardian.IsAtAsync("/cabinet/children/story-49");
        await guardian.SeesAsync("У ребёнка нет своего входа");
        await guardian.ClickLinkAsync("Создать аккаунт");
        await guardian.ConfirmAsync("romanova_galina", back: "/cabinet/children/story-49/account");
        await guardian.SeesAsync("Я родитель или законный представитель");
        await guardian.ClickAsync("Даю согласие");
        await guardian.SeesAsync("Это логин ребёнка в электронном журнале");
        await guardian.SeesAsync("losev_timofey");
        await guardian.ClickAsync("Дальше");
        await guardian.SeesAsync("Шаг 3 из 4: Пароль");
        (await guardian.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(640);
        await guardian.PictureAsync("child-login-of-the-journal");
        await guardian.Page.SetViewportSizeAsync(640, 430);
        await guardian.ClickAsync("Придумать пароль");
        var password = await guardian.Page.Locator("output").InnerTextAsync();
        (await guardian.Page.GetByLabel("Пароль для ребёнка").InputValueAsync()).ShouldBe(password);
        await guardian.ClickAsync("Создать аккаунт");
        await guardian.SeesAsync("Аккаунт создан");
        (await guardian.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(640);
        guardian.Complaints.ShouldBeEmpty();

        await using var child = await journeys.VisitorAsync();
        await child.SignInAsync("losev_timofey", password);
        await child.ActivateAsync(password);
        (await child.EquipmentAcceptsAsync("wifi:Study.mos", "losev_timofey", password)).ShouldBeTrue();
    }

    [Fact(DisplayName = "D14: a hundred passwords that the page made up are all different, and the directory would take each of them")]
    public async Task Made_up_passwords()
    {
        await using var mother = await journeys.VisitorAsync();
        await mother.SignInAsync("fedorov_av", "Shkola-2026");
        await mother.OpenAsync("/");
        var script = await mother.Page.EvaluateAsync<string>("async () => (await fetch('/children.js')).text()");
        var passwords = await mother.Page.EvaluateAsync<string[]>($"() => {{ {script}; return Array.from({{ length: 100 }}, invent); }}");
        passwords.Distinct().Count().ShouldBe(100);
        passwords.ShouldAllBe(password => PasswordPolicy.Broken(new TypedPassword(password), "ivanov_i_i", "Иванов Иван Иванович") == null);
        passwords.ShouldAllBe(password => password.Length >= ChildPasswordRules.MinLength && password.All(letter => letter != '0' && letter != '1'));
    }

    [Fact(DisplayName = "R38: a grandmother sees where her grandchildren learn, and is offered nothing more")]
    public async Task A_grandmother()
    {
        await using var grandmother = await journeys.VisitorAsync();
        await grandmother.SignInAsync("sokolova_nina", "Shkola-2026");
        await grandmother.IsAtServiceAsync("/diary");
        await grandmother.OpenAsync("/cabinet/children");
        await grandmother.ClickLinkAsync("Михаил С.");
        await grandmother.SeesAsync("можете только смотреть");
        await grandmother.SeesAsync("Петрова Анна Сергеевна");
        await grandmother.PictureAsync("child-of-a-relative");
        await grandmother.OpenAsync("/cabinet/children/story-49");
        await grandmother.SeesAsync("Такой страницы нет");
        grandmother.Complaints.ShouldBeEmpty();
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
