using Bunit;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>The first step of activation: a changed login is shown with its reasons and confirmed.</summary>
public sealed class LoginPreviewTests : ActivationStepsContext
{
    [Fact(DisplayName = "R26, D3, E32: a new login is shown with each bad character marked and its reason, and confirmed before the password")]
    public void The_preview()
    {
        State = Proposed("пetrova.a/b c", "petrova_a_b_c", "petrova_a_b_c");
        var steps = Steps();
        steps.ShowStep("Шаг 1 из 3: Логин", "Логин", "Пароль", "Готово");
        steps.Find("h2").Words().ShouldBe("Ваш новый логин");
        steps.All("dt").ShouldBe(["Логин журнала (ЭЖД)", "Новый логин"]);
        steps.Find("dd").TextContent.Trim().ShouldBe("пetrova.a/b\u00A0c");
        steps.FindAll("mark").Select(mark => mark.TextContent).ShouldBe(["п", ".", "/", "\u00A0"]);
        steps.Find(".login.big").Words().ShouldBe("petrova_a_b_c");
        steps.All("ul li").ShouldBe(
        [
            "«п», 1-й знак: русская буква, заменена на «p».",
            "«.» (точка), 8-й знак: в логине МЭШ его не бывает.",
            "«/» (косая черта), 10-й знак: в логине МЭШ его не бывает.",
            "Пробел, 12-й знак: в логине МЭШ пробелов не бывает.",
        ]);
        steps.FindAll("input[type=password]").ShouldBeEmpty();

        steps.FindAll("button").Single(button => button.Words() == "Подтвердить").Click();
        steps.Find("input[name=confirmed]").GetAttribute("value").ShouldBe("petrova_a_b_c");
        JSInterop.VerifyFocusAsyncInvoke("the focus follows the step");
        steps.ShowStep("Шаг 2 из 3: Пароль", "Логин", "Пароль", "Готово");
    }

    [Fact(DisplayName = "D3: from the password one can look at the login again, and on; what is to come cannot be opened")]
    public void And_back()
    {
        State = Proposed("petrova.a", "petrova_a", "petrova_a");
        var steps = Steps();
        steps.FindAll("[role=tab]").Select(step => step.HasAttribute("disabled")).ShouldBe([false, true, true]);
        steps.FindAll("button").Single(button => button.Words() == "Подтвердить").Click();
        steps.WaitForAssertion(() => steps.FindAll("[role=tab]").Select(step => step.HasAttribute("disabled")).ShouldBe([false, false, true]));
        steps.FindAll("[role=tab]")[0].Click();
        steps.WaitForAssertion(() => steps.ShowStep("Шаг 1 из 3: Логин", "Логин", "Пароль", "Готово"));
        steps.FindAll("input[type=password]").ShouldBeEmpty();
    }

    [Fact(DisplayName = "E30: a login that somebody else holds is said so")]
    public void Taken()
    {
        State = Proposed("petrova", "petrova", "petrova2");
        Steps().Words().ShouldContain("Логин petrova уже у другого человека, поэтому добавлен номер.");
    }

    [Theory(DisplayName = "D3: the preview names the source of the new login, and why it could not stay")]
    [InlineData(LoginOrigin.Journal, "petrova.a", "Логин журнала (ЭЖД)", "Логин журнала не подходит для школьных компьютеров")]
    [InlineData(LoginOrigin.MosRu, "petrova.a", "Логин mos.ru", "Логина журнала у вас нет")]
    [InlineData(LoginOrigin.Name, "Петрова Анна", "Ваше имя", "Логина у вас ещё нет")]
    [InlineData(LoginOrigin.Decision, "petrova.a", "Логин, который подтвердила поддержка", "Логин, который подтвердила поддержка, не подходит для школьных компьютеров")]
    public void Origins(LoginOrigin origin, string source, string label, string why)
    {
        State = Proposed(source, "petrova_a", "petrova_a", origin);
        var steps = Steps();
        steps.All("dt").First().ShouldBe(label);
        steps.Find("h2 + p").Words().ShouldContain(why);
    }

    [Fact]
    public void A_persons_own_name_is_not_marked_as_wrong()
    {
        State = Proposed("Петрова Анна", "petrova_a", "petrova_a", LoginOrigin.Name);
        var steps = Steps();
        steps.Find("dd").TextContent.Trim().ShouldBe("Петрова\u00A0Анна");
        steps.FindAll("mark").ShouldBeEmpty();
        steps.FindAll("ul").ShouldBeEmpty();
    }

    [Theory(DisplayName = "E35: of whose login nothing is left reads that the new one comes from the name")]
    [InlineData(LoginOrigin.Journal)]
    [InlineData(LoginOrigin.MosRu)]
    [InlineData(LoginOrigin.Decision)]
    public void Nothing_left(LoginOrigin origin)
    {
        State = Proposed("...///", "petrova_a_s", "petrova_a_s", origin);
        Steps().Find("h2 + p").Words().ShouldBe("В этом логине нет ни одного разрешённого знака, поэтому мы составили новый из фамилии и инициалов.");
    }

    [Theory]
    [InlineData(LoginOrigin.Journal, true)]
    [InlineData(LoginOrigin.Decision, true)]
    [InlineData(LoginOrigin.MosRu, false)]
    [InlineData(LoginOrigin.Name, false)]
    public void Only_who_has_a_journal_login_is_told_that_it_stays(LoginOrigin origin, bool isTold)
    {
        State = Proposed("petrova.a", "petrova_a", "petrova_a", origin);
        Steps().Words().Contains("Прежний логин журнала останется", StringComparison.Ordinal).ShouldBe(isTold);
    }

    [Theory]
    [InlineData(ActivationProblem.None)]
    [InlineData(ActivationProblem.ConfirmFirst)]
    [InlineData(ActivationProblem.Expired)]
    public void A_changed_login_that_was_not_confirmed_is_shown_again(ActivationProblem problem)
    {
        State = Proposed("petrova.a", "petrova_a", "petrova_a");
        Steps(problem).FindAll("input[type=password]").ShouldBeEmpty();
    }
}
