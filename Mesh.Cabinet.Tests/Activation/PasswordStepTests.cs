using Bunit;
using Bunit.TestDoubles;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>The second step of activation: the password, with whatever went wrong before.</summary>
public sealed class PasswordStepTests : ActivationStepsContext
{
    [Fact(DisplayName = "R20, R41, R24: a login that stays needs only the password, asked for once, with the ways to get it back and to leave")]
    public void The_password()
    {
        var steps = Steps();
        steps.ShowStep("Шаг 1 из 2: Пароль", "Пароль", "Готово");
        var words = steps.Words();
        words.ShouldContain("Вы успешно вошли в МЭШ.");
        words.ShouldContain("всего один раз");
        steps.Find("label[for=password]").Words().ShouldBe("Пароль от mos.ru");
        steps.Find("form[action='/activation/password'] button[type=submit]").Words().ShouldBe("Активировать аккаунт");
        steps.Link("Не помню пароль").ShouldBe("https://login.mos.ru/sps/recovery/start");
        steps.Find("form[action='/sign-out']").Words().ShouldBe("Выйти");
        steps.FindAll("[role=alert]").ShouldBeEmpty();
    }

    [Fact(DisplayName = "D13: the password goes by an ordinary POST with the form's token, and no event of the circuit sees it")]
    public void The_form()
    {
        var form = Steps().Find("form[action='/activation/password']");
        form.GetAttribute("method").ShouldBe("post");
        form.QuerySelector("input[name=field]")!.GetAttribute("value").ShouldBe("token");
        var password = form.QuerySelector("input[name=password]")!;
        password.GetAttribute("type").ShouldBe("password");
        password.HasAttribute("value").ShouldBeFalse();
        password.Attributes.ShouldAllBe(attribute => !attribute.Name.StartsWith("blazor:on"));
        form.QuerySelector("input[name=confirmed]").ShouldBeNull("there was nothing to confirm");
    }

    [Theory(DisplayName = "R21, D14: what is wrong with the password stands by its field, and the focus goes there")]
    [InlineData(ActivationProblem.PasswordMissing, "Введите пароль от mos.ru.")]
    [InlineData(ActivationProblem.WrongPassword, "Пароль не подошёл. Нужен пароль от mos.ru. Проверьте язык клавиатуры и заглавные буквы. Осталось попыток: 3, потом придётся подождать минуту.")]
    [InlineData(ActivationProblem.TooShort, "Этот пароль короче 7 знаков")]
    [InlineData(ActivationProblem.TooLong, "Пароль длиннее 256 знаков.")]
    [InlineData(ActivationProblem.TooPlain, "Этот пароль слишком простой")]
    [InlineData(ActivationProblem.HoldsLogin, "В этом пароле есть ваш логин")]
    [InlineData(ActivationProblem.HoldsName, "В этом пароле есть ваша фамилия, имя или отчество")]
    [InlineData(ActivationProblem.OtherRule, "Школьные компьютеры не примут этот пароль.")]
    public async Task By_the_field(ActivationProblem problem, string words)
    {
        await TakeAsync(2);
        State = Proposed("petrova.a", "petrova_a", "petrova_a");
        var steps = Steps(problem);
        steps.All("[role=alert]").ShouldHaveSingleItem().ShouldStartWith(words);
        var field = steps.Find("#password");
        field.GetAttribute("aria-invalid").ShouldBe("true");
        steps.Find($"#{field.GetAttribute("aria-describedby")}").Words().ShouldStartWith(words);
        steps.Find("input[name=confirmed]").GetAttribute("value").ShouldBe("petrova_a", "it was confirmed before");
        JSInterop.VerifyFocusAsyncInvoke();
    }

    [Theory(DisplayName = "E38: what is not the person's mistake is said above the field")]
    [InlineData(ActivationProblem.Expired, "Страница была открыта слишком долго")]
    [InlineData(ActivationProblem.MosRuUnavailable, "mos.ru сейчас не отвечает")]
    [InlineData(ActivationProblem.DirectoryUnavailable, "школьный каталог сейчас не отвечает")]
    [InlineData(ActivationProblem.Busy, "Ничего не потеряно")]
    public void Above_the_field(ActivationProblem problem, string words)
    {
        var steps = Steps(problem);
        steps.All("[role=alert]").ShouldHaveSingleItem().ShouldContain(words);
        steps.Find("#password").HasAttribute("aria-invalid").ShouldBeFalse();
    }

    [Fact]
    public async Task Who_has_to_wait_reads_until_when_and_has_no_field()
    {
        await TakeAsync(PasswordTryStore.Free);
        var steps = Steps(ActivationProblem.Blocked);
        var until = (await Tries.LookAsync("u1", default)).BlockedUntil!.Value.ToOffset(TimeSpan.FromHours(3));
        var minute = until.AddMinutes(1).AddTicks(-1);
        steps.Find("[role=alert] strong").Words().ShouldBe($"Слишком много неверных паролей. Попробуйте в {minute:HH:mm} по московскому времени");
        steps.FindAll("#password").ShouldBeEmpty();
        steps.Link("Не помню пароль").ShouldBe("https://login.mos.ru/sps/recovery/start");
    }

    [Fact(DisplayName = "E38: who comes back to a reserved login reads that it is theirs and types the password again")]
    public void Reserved()
    {
        State = new ActivationState.Reserved("petrova_a2");
        var steps = Steps();
        steps.Find(".good").Words().ShouldBe("Логин petrova_a2 уже закреплён за вами. Осталось ввести пароль ещё раз.");
        steps.ShowStep("Шаг 1 из 2: Пароль", "Пароль", "Готово");
        steps.FindAll("#password").Count.ShouldBe(1);
    }

    [Fact(DisplayName = "E38: the way has as many steps after a broken-off try as it had before, and what is confirmed is not asked again")]
    public void Reserved_after_a_confirmed_login()
    {
        State = Proposed("petrova.a", "petrova_a", "petrova_a");
        Steps().ShowStep("Шаг 1 из 3: Логин", "Логин", "Пароль", "Готово");
        State = new ActivationState.Reserved("petrova_a", IsConfirmed: true);
        var steps = Steps(ActivationProblem.DirectoryUnavailable);
        steps.ShowStep("Шаг 2 из 3: Пароль", "Логин", "Пароль", "Готово");
        steps.FindAll("[role=tab]").Select(step => step.HasAttribute("disabled")).ShouldBe([true, false, true]);
    }

    [Fact(DisplayName = "R21: whose password the school's computers do not take reads beside the field that the new one of mos.ru is wanted")]
    public void The_new_one()
    {
        Steps(ActivationProblem.TooShort).Find("label[for=password] + .hint").Words().ShouldBe("Сюда нужен новый пароль: тот, который вы задали на mos.ru.");
        Steps(ActivationProblem.WrongPassword).Words().ShouldNotContain("новый пароль");
    }

    [Fact(DisplayName = "R24: when the session ends elsewhere the page is loaded anew, which leads to the door and back")]
    public async Task The_session_ends()
    {
        var person = AddAuthorization();
        person.SetAuthorized("anna");
        var steps = Steps();
        await steps.InvokeAsync(() => person.SetNotAuthorized());
        ((BunitNavigationManager)Navigation).History.ShouldHaveSingleItem().Options.ForceLoad.ShouldBeTrue();
    }
}
