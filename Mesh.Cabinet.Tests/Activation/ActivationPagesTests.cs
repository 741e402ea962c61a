using Bunit;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Tests.Doubles;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>The static pages around activation: which of its states a person reads, and the account they get.</summary>
public sealed class ActivationPagesTests : PageContext
{
    private static readonly IssuedAccount Account = new(
        "petrova_a", "petrova_a", "Petrova.A", "petrova.a", IsStaff: true, "Study", "petrova_a@zao.obr.mos.ru", "Школа № 1", []);

    [Theory(DisplayName = "R20: the page has the slide's headings, and the steps get what went wrong, if it is known")]
    [InlineData("", ActivationProblem.None)]
    [InlineData("?problem=WrongPassword", ActivationProblem.WrongPassword)]
    [InlineData("?problem=99", ActivationProblem.None)]
    [InlineData("?problem=%3Cscript%3E", ActivationProblem.None)]
    public void Offered(string query, ActivationProblem problem)
    {
        ComponentFactories.AddStub<ActivationSteps>();
        Allowed = Access(Staff());
        State = new ActivationState.Reserved("petrova_a");
        var page = Open<ActivationPage>("/activation" + query);
        page.Find("section").Words().ShouldStartWith("Доступ к информационным ресурсам города Москвы Активация аккаунта МЭШ");
        page.Words().ShouldContain("включите JavaScript");
        var steps = page.FindComponent<Bunit.TestDoubles.Stub<ActivationSteps>>().Instance.Parameters;
        steps.Get(it => it.Problem).ShouldBe(problem);
        steps.Get(it => it.FormToken).ShouldNotBeEmpty();
        steps.Get(it => it.TokenField).ShouldNotBeEmpty();
    }

    [Fact(DisplayName = "R25: who waits for support reads the number of the case and both logins, and is asked for no password")]
    public void Differ()
    {
        Allowed = Access(Staff());
        State = new ActivationState.LoginsDiffer(17, "ivanov_i", "ivanov.igor");
        var page = Open<ActivationPage>("/activation");
        page.Find("h1").Words().ShouldBe("Активация аккаунта МЭШ");
        page.Find(".warn strong").Words().ShouldBe("Логины не совпадают. Этим занимается поддержка: обращение № 17");
        page.All("dt").ShouldBe(["Логин журнала (ЭЖД)", "Логин mos.ru"]);
        page.All("dd").ShouldBe(["ivanov_i", "ivanov.igor"]);
        page.FindAll("input").ShouldBeEmpty();
        page.Link("Проверить ещё раз").ShouldBe("/activation");
        page.Find("form[action='/sign-out']").Words().ShouldBe("Выйти");
    }

    [Fact(DisplayName = "R25: an account without a login at mos.ru is said so")]
    public void No_login_at_mos_ru()
    {
        Allowed = Access(Staff());
        State = new ActivationState.LoginsDiffer(17, "ivanov_i", null);
        Open<ActivationPage>("/activation").All("dd").ShouldBe(["ivanov_i", "—"]);
    }

    [Theory(DisplayName = "R15, R16, R18, R23: the result shows the login and goes on to the person's own service")]
    [InlineData("Перейти в Журнал", "/services/journal", PersonRole.Staff)]
    [InlineData("Перейти в Дневник", "/services/diary", PersonRole.Student)]
    [InlineData("Выбрать сервис", "/services", PersonRole.Staff, PersonRole.Parent)]
    public void Done(string words, string address, params PersonRole[] roles)
    {
        Allowed = Access([.. roles.Select(role => new GrantedRole(role, [Post("x")]))]);
        State = new ActivationState.Done(Account);
        var page = Open<ActivationPage>("/activation");
        page.Find("h1").Words().ShouldBe("Аккаунт МЭШ готов");
        page.Find(".login.big").Words().ShouldBe("petrova_a");
        page.Link(words).ShouldBe(address);
        page.FindAll(".actions a").Count.ShouldBe(2, "one way on, and the cabinet");
    }

    [Fact(DisplayName = "E43, E56: who was renamed or switched off by an administrator reads so, with the name that works")]
    public void Held()
    {
        Allowed = Access(Staff());
        State = new ActivationState.Done(Account with { Login = "petrova_new", RenamedFrom = "petrova_a", IsHeldOff = true });
        var page = Open<AccountPage>("/cabinet/account");
        page.Find(".login.big").Words().ShouldBe("petrova_new");
        page.FindAll(".warn").Select(note => note.Words()).ShouldBe(
        [
            "Администратор школьной сети дал вашему аккаунту имя petrova_new вместо petrova_a. Входите с новым именем и прежним паролем.",
            "Администратор школьной сети отключил этот аккаунт, поэтому компьютеры, Wi-Fi и Teams вас не пустят. Чтобы включить его, обратитесь в школу.",
        ]);
    }

    [Fact(DisplayName = "R28–R33, D4: the table says where which login is used")]
    public void The_table()
    {
        Allowed = Access(Staff());
        State = new ActivationState.Done(Account);
        Open<ActivationPage>("/activation").All("tbody tr")
            .ShouldBe(LoginTable.Cards(Account).Select(card => $"{string.Concat(card.Places)} {card.Login} {card.Password}"));
        Open<AccountPage>("/cabinet/account").All(".login-card").Select(words => words.Replace("Скопировать Показать по буквам", "", StringComparison.Ordinal).Trim())
            .ShouldBe(LoginTable.Cards(Account).Select(card => $"{string.Join(", ", card.Places)} {card.Login} {card.Password}{card.PasswordFrom}"));
        Open<ActivationPage>("/activation").Words().ShouldContain("его выдаёт школа");
    }

    [Fact(DisplayName = "R50, E15: staff read that Teams takes a while, and by which of their schools its address is")]
    public void Teams()
    {
        Allowed = Access(Staff());
        State = new ActivationState.Done(Account with { OtherSchools = ["Школа № 2", "Школа № 3"] });
        var words = Open<ActivationPage>("/activation").Words();
        words.ShouldContain("через 30–60 минут");
        words.ShouldContain("по основному месту работы: Школа № 1. Другие места работы: Школа № 2, Школа № 3.");
        State = new ActivationState.Done(Account with { TeamsAddress = null });
        Open<ActivationPage>("/activation").Words().ShouldNotContain("30–60");
    }

    [Fact(DisplayName = "E30, E36: who got another login than the one shown is told so")]
    public void Moved()
    {
        Allowed = Access(Staff());
        State = new ActivationState.Done(Account with { Login = "petrova_a2" });
        Open<ActivationPage>("/activation").Find(".warn").Words().ShouldBe("Пока вы вводили пароль, логин petrova_a занял другой человек. Ваш логин: petrova_a2.");
    }

    [Fact(DisplayName = "R17, R19: who is not offered activation is sent on, and reads on the account's page that none is needed")]
    public void Not_offered()
    {
        Allowed = Access(Parent());
        Open<ActivationPage>("/activation").FindAll("section").ShouldBeEmpty();
        Address.ShouldBe("/start");
        var account = Open<AccountPage>("/cabinet/account");
        account.Words().ShouldContain("Отдельный аккаунт МЭШ вам не нужен");
        account.FindAll("a.button").ShouldBeEmpty();
    }

    [Fact]
    public void The_page_of_an_account_that_is_not_there_yet_leads_to_activation()
    {
        Allowed = Access(Staff());
        State = new ActivationState.Reserved("petrova_a");
        Open<AccountPage>("/cabinet/account").Link("Активировать").ShouldBe("/activation");
    }

    [Fact]
    public void Who_has_no_role_is_led_to_the_diagnosis_and_who_is_not_signed_in_to_the_landing_page()
    {
        Open<AccountPage>("/cabinet/account");
        Address.ShouldBe("/access");
        Signed = null;
        Open<AccountPage>("/cabinet/account").FindAll("h1").ShouldBeEmpty("the page is loaded anew, which leads on");
        Open<ActivationPage>("/activation");
        Address.ShouldBe("/");
    }
}
