using System.Text.RegularExpressions;

namespace Mesh.Cabinet.Tests.Browser;

[Collection(Journeys.Name)]
public sealed partial class ActivationJourneys(JourneyFixture journeys)
{
    [Fact(DisplayName = "R27, R29, R30, R33: a teacher whose logins agree keeps it and gets Wi-Fi, PC and Teams")]
    public async Task Equal_logins()
    {
        await using var teacher = await journeys.VisitorAsync();
        await teacher.SignInAsync("petrova_anna", "Shkola-2026");
        await teacher.ActivateAsync("Shkola-2026");
        await teacher.SeesAsync("petrova_anna@zao.obr.mos.ru");
        (await teacher.EquipmentAcceptsAsync("teams", "petrova_anna@zao.obr.mos.ru", "Shkola-2026")).ShouldBeTrue();
        await teacher.ClickLinkAsync("Перейти в Журнал");
        await teacher.IsAtServiceAsync("/journal");
        teacher.Complaints.ShouldBeEmpty();
    }

    [Fact(DisplayName = "R25, D3: differing logins stay a case with a number until an operator confirms one, then activation goes on")]
    public async Task Differing_logins()
    {
        await using var teacher = await journeys.VisitorAsync();
        await teacher.SignInAsync("smirnova_olga", "Shkola-2026");
        await teacher.IsAtAsync("/activation");
        await teacher.SeesAsync("поддержка");
        await teacher.SeesAsync("smirnova_ov");
        await teacher.PictureAsync("activation-differ");
        var number = CaseNumber().Match(await teacher.Page.InnerTextAsync("main")).Groups["number"].Value;
        (await teacher.EquipmentAcceptsAsync("pc", "smirnova_ov", "Shkola-2026")).ShouldBeFalse();

        await teacher.OpenAsync("/activation");
        await teacher.SeesAsync($"№ {number}");

        (await journeys.Product.RunCommandAsync("cases", "list")).Output.ShouldContain("smirnova_ov");
        (await journeys.Product.RunCommandAsync("cases", "decide", number, "--login", "third")).ExitCode.ShouldBe(1);
        (await journeys.Product.RunCommandAsync("cases", "decide", number, "--login", "smirnova_ov@zao.obr.mos.ru")).ExitCode.ShouldBe(0);
        (await journeys.Product.RunCommandAsync("cases", "decide", number, "--login", "smirnova_ov")).ExitCode.ShouldBe(1);

        await teacher.ClickLinkAsync("Проверить ещё раз");
        await teacher.ActivateAsync("Shkola-2026");
        await teacher.SeesAsync("smirnova_ov");
        (await teacher.EquipmentAcceptsAsync("pc", "smirnova_ov", "Shkola-2026")).ShouldBeTrue();
    }

    [Theory(DisplayName = "D2, D3, E32, E34: the login that is formed")]
    [InlineData("kuznetsov-petr", "Shkola-2026", false, "kuznetsov-petr")]
    [InlineData("semenov_kirill", "Пароль-2026", true, "semenov")]
    [InlineData("gostev_e", "Shkola-2026", true, "guest2")]
    [InlineData("pavlov_artem", "Server.2026", false, "pavlov_artem")]
    public async Task The_login_that_is_formed(string citizen, string password, bool isChanged, string expected)
    {
        await using var person = await journeys.VisitorAsync();
        await person.SignInAsync(citizen, password);
        await person.ActivateAsync(password, isChanged);
        await person.SeesAsync(expected);
        (await person.EquipmentAcceptsAsync("pc", expected, password)).ShouldBeTrue();
        (await person.EquipmentAcceptsAsync("wifi:Study", expected, password)).ShouldBeTrue();
    }

    [Fact(DisplayName = "E30: of two namesakes the first gets the login, the second one with a number")]
    public async Task Namesakes()
    {
        await using var first = await journeys.VisitorAsync(hasMouse: false);
        await first.SignInAsync("popov_sergey", "Shkola-2026");
        await first.ActivateAsync("Shkola-2026", isLoginChanged: true);
        await first.SeesAsync("popov_s");

        await using var second = await journeys.VisitorAsync();
        await second.SignInAsync("popov-sn", "Shkola-2026");
        await second.SeesAsync("уже у другого человека");
        await second.PictureAsync("activation-taken");
        await second.ActivateAsync("Shkola-2026", isLoginChanged: true);
        await second.SeesAsync("popov_s2");
    }

    [Fact(DisplayName = "E15: a head of two schools gets the Teams address of the primary one, the other is listed")]
    public async Task Two_schools()
    {
        await using var head = await journeys.VisitorAsync();
        await head.SignInAsync("orlova_mv", "Direktor_77");
        await head.ActivateAsync("Direktor_77");
        await head.SeesAsync("orlova_mv@zao.obr.mos.ru");
        await head.SeesAsync("Другие места работы");
    }

    [Fact(DisplayName = "R18, E14: a teacher who is a parent chooses the service after activation")]
    public async Task Staff_parent()
    {
        await using var person = await journeys.VisitorAsync(hasMouse: false);
        await person.SignInAsync("fedorov_av", "Shkola-2026");
        await person.ActivateAsync("Shkola-2026");
        await person.ClickLinkAsync("Выбрать сервис");
        await person.IsAtAsync("/services");
        await person.PictureAsync("services");
        await person.ClickLinkAsync("Дневник");
        await person.IsAtServiceAsync("/diary");
        await person.ClickLinkAsync("Личный кабинет");
        await person.IsAtAsync("/cabinet");
        await person.OpenAsync("/start");
        await person.IsAtAsync("/services");
    }

    [Fact(DisplayName = "R16, R28: by keyboard alone a student activates and reaches Дневник, Study.mos and the PC, not Teams")]
    public async Task Student()
    {
        await using var student = await journeys.VisitorAsync(hasMouse: false);
        await student.SignInAsync("sokolov_misha", "Dnevnik_7a");
        await student.ActivateAsync("Dnevnik_7a");
        await student.SeesAsync("Study.mos");
        await student.DoesNotSeeAsync("Teams");
        await student.ClickLinkAsync("Перейти в Дневник");
        await student.IsAtServiceAsync("/diary");
        (await student.EquipmentAcceptsAsync("wifi:Study.mos", "sokolov_misha", "Dnevnik_7a")).ShouldBeTrue();
        (await student.EquipmentAcceptsAsync("wifi:Study", "sokolov_misha", "Dnevnik_7a")).ShouldBeFalse();
        (await student.EquipmentAcceptsAsync("pc", "sokolov_misha", "Dnevnik_7a")).ShouldBeTrue();
    }

    [Fact(DisplayName = "R14, D17: a student with a simplified account needs nothing more")]
    public async Task Simplified()
    {
        await using var student = await journeys.VisitorAsync();
        await student.SignInAsync("fedorova_sonya", "Sonya-3-klass");
        await student.ActivateAsync("Sonya-3-klass");
        await student.ClickLinkAsync("Перейти в Дневник");
        await student.IsAtServiceAsync("/diary");
    }

    [Fact(DisplayName = "D14, R21: a password that the directory would refuse stops before anything is written, and the rule is named")]
    public async Task Password_policy()
    {
        await using var teacher = await journeys.VisitorAsync(hasMouse: false);
        await teacher.SignInAsync("egorova_elena", "123456");
        await teacher.TypePasswordAsync("123456");
        await teacher.SeesAsync("короче 7 знаков");
        await teacher.PictureAsync("activation-policy");
        (await teacher.EquipmentAcceptsAsync("pc", "egorova_elena", "123456")).ShouldBeFalse();
    }

    [Fact(DisplayName = "R24: «Выйти» in the middle ends the session and leaves the state untouched")]
    public async Task Leaving_in_the_middle()
    {
        await using var teacher = await journeys.VisitorAsync();
        await teacher.SignInAsync("egorova_elena", "123456");
        await teacher.SeesAsync("Пароль от mos.ru");
        await teacher.SignOutAsync();
        await teacher.OpenAsync("/activation");
        await teacher.SeesAsync("сначала войдите");
    }

    [GeneratedRegex(@"№ (?<number>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CaseNumber();
}
