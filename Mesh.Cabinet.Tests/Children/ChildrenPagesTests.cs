using Bunit;
using Mesh.Cabinet.Children;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Cabinet.Tests.Children;

/// <summary>Every state of the children's pages, over real stores.</summary>
public sealed class ChildrenPagesTests : PageContext
{
    private const string Child = "child-0";
    private const string Good = "Kashtan-2026-Mir";
    private readonly FamilyGround ground = FamilyGround.SmallAsync().GetAwaiter().GetResult();

    public ChildrenPagesTests()
    {
        Services.AddSingleton(ground.Mine).AddSingleton(ground.History).AddSingleton(ground.Consents).AddSingleton(ground.Logins).AddSingleton(new Consent()).AddSingleton(ground.Report).AddSingleton<Mesh.Cabinet.SchoolRecords.ISchoolNames>(new Mesh.Cabinet.SchoolRecords.SchoolNamesStore(ground.Database)).AddSingleton<TimeProvider>(ground.Time);
        Signed = FamilyGround.SessionOf(0) with { ConfirmedAt = ground.Time.GetUtcNow() };
        SignIn();
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact(DisplayName = "R38: a card says where the child learns, what is done at mos.ru and in МЭШ, and offers the one next step")]
    public void A_card()
    {
        var page = Open<ChildrenPage>("/cabinet/children");
        page.All("h2").ShouldBe(["Юныйаа Д."]);
        page.Words().ShouldContain("2-А · Школа 1");
        page.All(".progress li").ShouldBe(["1 Входа через mos.ru пока нет", "2 Аккаунт МЭШ пока не активирован"], "the steps to come have their numbers, and nothing looks as if it were to be chosen");
        page.FindAll(".progress .done").ShouldBeEmpty();
        page.FindAll("a.button").ShouldHaveSingleItem().GetAttribute("href").ShouldBe("/cabinet/children/child-0/account");
    }

    [Fact(DisplayName = "R38: the child's page says the school, the class and its teachers")]
    public void At_school()
    {
        var page = Open(Child);
        page.All("dt").ShouldBe(["Школа", "Класс"]);
        page.All("dd").ShouldBe(["Школа 1", "2-А"]);
        page.Words().ShouldContain("В школьных записях учителя этого класса не указаны.");
    }

    [Theory(DisplayName = "R38, E27: whose child it is not, or not any more, finds on each page of the child what whoever asks for nobody finds")]
    [InlineData("nobody")]
    [InlineData(Child)]
    public async Task Not_mine(string id)
    {
        if (id == Child)
            await ground.ExecuteAsync("DELETE FROM PersonAgents");
        foreach (var words in new[] { Open(id).Words(), OpenAccount(id).Words(), OpenPassword(id).Words() })
            words.ShouldBe(Open<Mesh.Cabinet.Shell.StatusPage>("/status/404").Words());
    }

    [Fact(DisplayName = "R38: whom the list lacks is said from the list, with the name at least, and the number is told")]
    public async Task Missing_child()
    {
        Open<ChildrenPage>("/cabinet/children").Link("Моего ребёнка нет в списке").ShouldBe("/cabinet/missing-child");
        Render<MudBlazor.MudPopoverProvider>();
        var page = Open<MissingChildPage>("/cabinet/missing-child");
        await page.FindAll("button").Single(button => button.Words() == "Сообщить школе").ClickAsync(new());
        page.WaitForAssertion(() => page.Words().ShouldContain("Напишите, как зовут ребёнка"));
        (await ground.ScalarAsync("SELECT COUNT(*) FROM SupportCases")).ShouldBe("0");

        page.FindAll("input")[0].Change("Взрослов Пётр");
        var school = page.FindComponent<MudBlazor.MudAutocomplete<Mesh.Cabinet.SchoolRecords.ListedSchool>>().Instance;
        await page.InvokeAsync(() => school.TextChanged.InvokeAsync("Хогвартс"));
        await page.FindAll("button").Single(button => button.Words() == "Сообщить школе").ClickAsync(new());
        page.WaitForAssertion(() => page.Words().ShouldContain("Выберите школу из списка или оставьте поле пустым."));
        (await ground.ScalarAsync("SELECT COUNT(*) FROM SupportCases")).ShouldBe("0", "what was typed and not understood does not go to another school");
        await page.InvokeAsync(() => school.TextChanged.InvokeAsync("Школа 1"));
        page.FindAll("input")[1].Change("5-Б");
        await page.FindAll("button").Single(button => button.Words() == "Сообщить школе").ClickAsync(new());
        page.WaitForAssertion(() => page.Words().ShouldContain("Обращение отправлено. Его номер: 1"));
        page.Link("Открыть обращение").ShouldBe("/cabinet/requests/1");
        (await ground.ScalarAsync("SELECT Kind || '/' || SchoolId FROM SupportCases")).ShouldBe("ChildMissing/school-1");
    }

    [Fact(DisplayName = "R38: «Это не мой ребёнок» is said from the child's page, hides nothing, and is told once")]
    public async Task Not_my_child()
    {
        Open(Child).Link("Это не мой ребёнок").ShouldBe("/cabinet/children/child-0/not-mine");
        var page = OpenNotMine(Child);
        await page.FindAll("button").Single(button => button.Words() == "Сообщить школе").ClickAsync(new());
        page.WaitForAssertion(() => page.Words().ShouldContain("Обращение отправлено. Его номер: 1"));
        OpenNotMine(Child).FindAll("button").ShouldBeEmpty("it was said already");
        OpenNotMine(Child).Link("Открыть обращение").ShouldBe("/cabinet/requests/1");
        Open(Child).All("h1").ShouldBe(["Юныйаа Д."]);
        OpenNotMine("nobody").Words().ShouldBe(Open<Mesh.Cabinet.Shell.StatusPage>("/status/404").Words());
    }

    [Fact]
    public void Who_has_no_child_in_the_records_is_told_what_to_do()
    {
        Signed = FamilyGround.SessionOf(3);
        var page = Open<ChildrenPage>("/cabinet/children");
        page.Words().ShouldContain("попросите школу проверить");
        page.Link("Как исправить").ShouldBe("/help/access");
    }

    [Fact]
    public void A_silent_mos_ru_is_said_to_be_silent_and_nothing_is_offered()
    {
        ground.MosRu.IsSilent = true;
        var page = Open<ChildrenPage>("/cabinet/children");
        page.Words().ShouldContain("mos.ru, пока не удалось узнать");
        page.FindAll("a.button").ShouldBeEmpty();
        Open(Child).Words().ShouldContain("mos.ru не отвечает");
        ground.MosRu.IsSilent = false;
        page.FindAll("button").Single(button => button.Words() == "Попробовать ещё раз").Click();
        page.WaitForElement("a.button").GetAttribute("href").ShouldBe("/cabinet/children/child-0/account", "mos.ru was asked again, in place");
    }

    [Fact(DisplayName = "R38: a relative sees the child and is offered nothing")]
    public void A_relative()
    {
        Signed = FamilyGround.SessionOf(2);
        var page = Open(Child);
        page.Words().ShouldContain("можете только смотреть");
        page.FindAll("a.button, form").ShouldBeEmpty();
        OpenAccount().FindAll("form").ShouldBeEmpty();
        OpenPassword();
        Address.ShouldBe("/cabinet/children/child-0");
    }

    [Fact(DisplayName = "E12, E25: a child with its own account is offered no other, and a shared phone is warned of")]
    public void Its_own_account()
    {
        ground.MosRu.Known = new FindChildOutcome.Found(SharesPhone: true);
        var words = Open(Child).Words();
        words.ShouldContain("указан номер телефона, который есть и у другого человека");
        words.ShouldContain("новый создавать не нужно");
        OpenAccount().FindAll("form").ShouldBeEmpty();
        Open<ChildrenPage>("/cabinet/children").FindAll("a.button").ShouldHaveSingleItem().Words().ShouldStartWith("Открыть mos.ru");
        ground.MosRu.Known = new FindChildOutcome.Found(SharesPhone: false);
        Open(Child).FindAll(".note").ShouldBeEmpty();
        var list = Open<ChildrenPage>("/cabinet/children");
        list.All(".progress .done").ShouldBe(["Вход через mos.ru есть"]);
        list.Words().ShouldContain("Дальше ребёнок входит сам");
    }

    [Fact]
    public async Task A_missing_birth_date_and_a_school_elsewhere_are_explained()
    {
        await ground.ExecuteAsync("UPDATE People SET BirthDate = NULL");
        var page = Open(Child);
        page.Words().ShouldContain("Попросите школу указать дату рождения");
        page.FindAll("a.button").ShouldHaveSingleItem().GetAttribute("href").ShouldBe("/help/access");
        await ground.ExecuteAsync("UPDATE Organisations SET Name = 'Калуга' WHERE Id = 'state-moscow'");
        page = Open(Child);
        page.Words().ShouldContain("через госуслуги");
        page.Words().ShouldNotContain("Аккаунт МЭШ", Case.Sensitive, "no school of the child has one");
    }

    [Fact(DisplayName = "E29: the consent is a step of its own, with its version and the form to agree")]
    public void The_consent()
    {
        var page = OpenAccount(("problem", "ConsentFirst"));
        Step(page).ShouldBe(("Шаг 1 из 4: Согласие", "1Согласие"));
        page.Find("[role=alert]").Words().ShouldContain("Сначала нужно согласие");
        page.Words().ShouldContain("Фамилию, имя, отчество и дату рождения ребёнка");
        page.All("details.agreement summary").ShouldBe(["Полный текст согласия"]);
        page.FindAll(".agreement p").Count.ShouldBe(5);
        page.Find("form").GetAttribute("action").ShouldBe("/cabinet/children/child-0/consent");
        page.Find("input[name=version]").GetAttribute("value").ShouldBe("1");
        page.Find("button[type=submit]").Words().ShouldBe("Даю согласие");
    }

    [Theory(DisplayName = "R39, D13: the password stands in an ordinary form that carries the chosen login, and what is wrong with it stands by its field")]
    [InlineData("PasswordMissing", "Введите пароль для ребёнка или нажмите «Придумать пароль».")]
    [InlineData("TooShort", "Пароль слишком короткий: нужно не меньше 8 знаков.")]
    [InlineData("TooLong", "Пароль слишком длинный: можно не больше 128 знаков.")]
    [InlineData("TooPlain", "Пароль слишком простой: добавьте большую букву, маленькую букву и цифру.")]
    [InlineData("HoldsLogin", "В пароле есть логин. Придумайте пароль без него.")]
    [InlineData("HoldsName", "В пароле есть имя или фамилия. Придумайте пароль без них.")]
    [InlineData("OtherRule", "mos.ru не принял этот пароль. Придумайте другой.")]
    public async Task The_password(string problem, string error)
    {
        await AgreeAsync();
        foreach (var (typed, login) in new[] { ("", "detskii_iu"), ("kotik_dasha", "kotik_dasha") })
        {
            var page = OpenAccount(("problem", problem), ("login", typed));
            Step(page).ShouldBe(("Шаг 3 из 4: Пароль", "3Пароль"));
            var form = page.Find("form[action='/cabinet/children/child-0/create']");
            form.QuerySelector("input[name=login]")!.GetAttribute("value").ShouldBe(login);
            var password = form.QuerySelector("#password")!;
            (password.GetAttribute("type"), password.HasAttribute("value")).ShouldBe(("password", false));
            password.Attributes.ShouldAllBe(attribute => !attribute.Name.StartsWith("blazor:on"));
            page.All(".error").ShouldBe([error]);
        }
    }

    [Theory(DisplayName = "R39: what is wrong with the login stands by its field, in a step of its own")]
    [InlineData("", "", "detskii_iu", "")]
    [InlineData("LoginIllegal", "даша", "даша", "Такой логин не подойдёт. Исправьте его. Нужны латинские буквы вместо русских: «д» (первая буква), «а» (вторая буква), «ш» (третья буква), «а» (четвёртая буква).")]
    [InlineData("LoginTaken", "detskii_iu", "detskii_iu2", "Логин detskii_iu уже у другого человека. Мы предложили другой, можно выбрать и свой.")]
    [InlineData("TooShort", "мойлогиндлинныйж", "мойлогиндлинныйж", "Нужны латинские буквы вместо русских: «м» (первая буква), «о» (вторая буква), «й» (третья буква), «л» (четвёртая буква), «о» (пятая буква), «г» (шестая буква), «и» (седьмая буква), «н» (восьмая буква), «д» (девятая буква), «л» (десятая буква), «и» (11-я буква), «н» (12-я буква), «н» (13-я буква), «ы» (14-я буква), «й» (15-я буква), «ж» (16-я буква).")]
    public async Task The_login(string problem, string typed, string login, string errors)
    {
        await AgreeAsync();
        var page = OpenAccount(("problem", problem), ("login", typed));
        Step(page).ShouldBe(("Шаг 2 из 4: Логин", "2Логин"));
        page.Find("#login").GetAttribute("value").ShouldBe(login);
        string.Join(' ', page.All(".error")).ShouldBe(errors);
        page.FindAll("form").ShouldBeEmpty();
    }

    [Fact(DisplayName = "R39: a login is judged before the next step, which one can go back from without losing it")]
    public async Task To_the_password_and_back()
    {
        await AgreeAsync();
        await ground.ExecuteAsync("UPDATE People SET Username = 'ivanov', FoldedUsername = 'ivanov' WHERE Id = 'adult-3'");
        var page = OpenAccount();
        foreach (var (login, error) in new[] { ("", "Введите логин ребёнка."), ("a b", "пробелов не бывает"), ("ivanov", "Логин ivanov уже у другого человека. Придумайте другой.") })
        {
            await page.Find("#login").InputAsync(new ChangeEventArgs { Value = login });
            await NextAsync(page);
            page.All(".error").ShouldHaveSingleItem().ShouldContain(error);
        }

        await page.Find("#login").InputAsync(new ChangeEventArgs { Value = "kotik" });
        await NextAsync(page);
        page.WaitForAssertion(() => Step(page).ShouldBe(("Шаг 3 из 4: Пароль", "3Пароль")));
        page.Find("form input[name=login]").GetAttribute("value").ShouldBe("kotik");
        var steps = page.FindAll(".steps [role=tab]");
        steps.Select(step => step.HasAttribute("disabled")).ShouldBe([true, false, false, true], "the consent is given, and what is to come is not there yet");
        await steps[1].ClickAsync(new());
        page.WaitForAssertion(() => page.Find("#login").GetAttribute("value").ShouldBe("kotik"));
    }

    [Theory]
    [InlineData("Expired", "Страница устарела")]
    [InlineData("Busy", "создаёт другой взрослый")]
    [InlineData("JournalLoginTaken", "поддержка разберётся")]
    [InlineData("TooManyTries", "Подождите 10 минут")]
    [InlineData("MosRuUnavailable", "второй аккаунт не появится")]
    [InlineData("DatabaseBusy", "через минуту")]
    [InlineData("LoginTaken2", null)]
    public async Task What_is_wrong_with_the_whole_form_stands_above_it(string problem, string? words)
    {
        await AgreeAsync();
        var notes = OpenAccount(("problem", problem)).All(".note[role=alert]").ToList();
        notes.Count.ShouldBe(words is null ? 0 : 1);
        string.Concat(notes).ShouldContain(words ?? "");
    }

    [Fact(DisplayName = "R25: a login of the journal is shown and cannot be changed")]
    public async Task A_fixed_login()
    {
        await AgreeAsync();
        await ground.ExecuteAsync("UPDATE People SET Username = 'yunyi', FoldedUsername = 'yunyi' WHERE Id = 'child-0'");
        var page = OpenAccount();
        page.Find("dd.login").Words().ShouldBe("yunyi");
        page.FindAll("input").ShouldBeEmpty();
        page.Words().ShouldContain("изменить его нельзя");
        await NextAsync(page);
        page.WaitForElement("form input[name=login]").GetAttribute("value").ShouldBe("yunyi");
    }

    [Fact(DisplayName = "R39, R40: the card carries the login and a code to the sign-in page, and no password; who did it is told")]
    public async Task Ready()
    {
        await MakeAsync();
        var page = OpenAccount();
        page.Find("h1").Words().ShouldBe("Аккаунт создан");
        page.Find(".child-card .login").Words().ShouldBe("detskii_iu");
        page.Find("svg.qr").GetAttribute("aria-label").ShouldBe("Код для камеры: страница входа http://localhost:5080/");
        page.Markup.ShouldNotContain(Good);
        page.Link("Новый пароль ребёнка").ShouldBe("/cabinet/children/child-0/new-password");
        Open(Child).All(".history li").ShouldBe(["1 сентября 2026, 12:00 Вы: аккаунт создан, логин detskii_iu", "1 сентября 2026, 12:00 Вы: дано согласие на создание аккаунта"]);
        var list = Open<ChildrenPage>("/cabinet/children");
        list.All(".progress .done").ShouldBe(["Вход через mos.ru есть, логин detskii_iu"]);
        list.FindAll("a.button").ShouldHaveSingleItem().Words().ShouldStartWith("Показать карточку с логином");
    }

    [Fact(DisplayName = "E26: a new password has its own form, and its problems stand there")]
    public async Task New_password()
    {
        OpenPassword();
        Address.ShouldBe("/cabinet/children/child-0", "there is no account whose password could be set");
        await MakeAsync();
        var page = OpenPassword(("problem", "TooPlain"));
        page.Find("form").GetAttribute("action").ShouldBe("/cabinet/children/child-0/password");
        page.All(".error").ShouldBe(["Пароль слишком простой: добавьте большую букву, маленькую букву и цифру."]);
        OpenPassword(("problem", "TooManyTries")).Find("[role=alert]").Words().ShouldContain("Слишком много попыток");
    }

    [Fact]
    public async Task What_was_begun_and_not_ended_goes_on()
    {
        await AgreeAsync();
        var row = ((StartOutcome.Started)await ground.Accounts.StartAsync(Child, "detskii_iu", new Actor("adult-1", null), default)).Row;
        Open(Child).Words().ShouldContain("создаётся прямо сейчас");
        OpenAccount().FindAll("form").ShouldBeEmpty();
        await ground.Accounts.ReleaseAsync(row, default);
        Open(Child).Link("Продолжить").ShouldBe("/cabinet/children/child-0/account");
        OpenAccount().Words().ShouldContain("Второй аккаунт не появится");
    }

    [Theory(DisplayName = "E27: from an open page whose right was withdrawn an adult is led to the list within half a minute, or at the next act, and no form is left")]
    [InlineData("types")]
    [InlineData("goes on")]
    [InlineData("waits")]
    public async Task Withdrawn_in_an_open_page(string act)
    {
        await AgreeAsync();
        var page = OpenAccount();
        await TypeAsync(page, "dasha");
        page.Find(".fine").Words().ShouldBe("В школе такого логина ни у кого нет.");
        Address.ShouldStartWith("/cabinet/children/child-0/account");

        await ground.ExecuteAsync("DELETE FROM PersonAgents");
        if (act == "types")
            await page.Find("#login").ChangeAsync(new ChangeEventArgs { Value = "dasha" });
        else if (act == "goes on")
            await NextAsync(page);
        else
            ground.Time.Advance(ChildSection.BetweenLooks);
        page.WaitForAssertion(() => Address.ShouldBe("/cabinet/children"), TimeSpan.FromSeconds(30));
        page.WaitForAssertion(() => page.FindAll("input").ShouldBeEmpty());
    }

    [Fact(DisplayName = "E27: who may only look from now on sees no form any more")]
    public async Task Weakened_in_an_open_page()
    {
        await AgreeAsync();
        var page = OpenAccount();
        await ground.ExecuteAsync("UPDATE Posts SET Role = 'relative' WHERE PersonId = 'adult-0'");
        await NextAsync(page);
        page.WaitForAssertion(() => page.Words().ShouldContain("можете только смотреть"));
        page.FindAll("form, input").ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_looks_up_logins_without_end_is_told_that_the_form_will_be_judged_and_can_still_send_it()
    {
        ground.Consent = new Consent();
        await AgreeAsync();
        await ground.ExecuteAsync("UPDATE People SET Username = 'ivanov', FoldedUsername = 'ivanov' WHERE Id = 'adult-3'");
        for (var number = 0; number < ChildTryStore.MostLooks - 2; number++)
            await ground.Tries.LookAsync(Child, new Actor("adult-0", null), default);
        using var numbers = new SeenNumbers(SilentLog.Meters);
        var page = OpenAccount();
        await TypeAsync(page, "ivanov");
        page.Find(".error").Words().ShouldBe("Логин ivanov уже у другого человека. Придумайте другой.");
        await DisposeComponentsAsync();
        OpenAccount(("problem", "LoginTaken"), ("login", "ivanov")).Find("#login").GetAttribute("value").ShouldBe("ivanov2");

        numbers.Look().ShouldNotContainKey("mesh.limits.reached child_logins");

        await DisposeComponentsAsync();
        page = OpenAccount();
        await TypeAsync(page, "ivanov");
        page.Find("#login-check").Words().ShouldBe("Вы проверили уже много логинов. Этот мы проверим, когда вы отправите форму.");
        page.Find("#login").HasAttribute("aria-invalid").ShouldBeFalse();
        await NextAsync(page);
        page.WaitForElement("form input[name=login]").GetAttribute("value").ShouldBe("ivanov");
        await DisposeComponentsAsync();
        OpenAccount(("problem", "LoginTaken"), ("login", "ivanov")).Find("#login").GetAttribute("value").ShouldBe("detskii_iu");
        numbers.Look()["mesh.limits.reached child_logins"].ShouldBe(2);

        (await ground.Create.RunAsync(Signed!, Child, "dasha", new TypedPassword(Good), null, default)).ShouldBeOfType<ChildOutcome.Done>();
        ground.Time.Advance(ChildTryStore.LookWindow);
        (await ground.Logins.JudgeAsync("ivanov", (await ground.Records.FindAsync(Child, default))!, new Actor("adult-0", null), default)).ShouldBeOfType<LoginVerdict.Taken>();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            ground.Dispose();
    }

    private IRenderedComponent<ChildPage> Open(string id)
    {
        Http.RequestServices = Services;
        Navigation.NavigateTo($"/cabinet/children/{id}");
        return Render<ChildPage>(page => page.Add(it => it.Id, id));
    }

    private IRenderedComponent<NotMyChildPage> OpenNotMine(string id)
    {
        Http.RequestServices = Services;
        Navigation.NavigateTo($"/cabinet/children/{id}/not-mine");
        return Render<NotMyChildPage>(page => page.Add(it => it.Id, id));
    }

    private IRenderedComponent<ChildAccountPage> OpenAccount(params (string Name, string Value)[] query) => OpenAccount(Child, query);

    private IRenderedComponent<ChildAccountPage> OpenAccount(string id, params (string Name, string Value)[] query)
    {
        Http.RequestServices = Services;
        Navigation.NavigateTo($"/cabinet/children/{id}/account?" + string.Join('&', query.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}")));
        return Render<ChildAccountPage>(page => page.Add(it => it.Id, id));
    }

    private IRenderedComponent<ChildPasswordPage> OpenPassword(params (string Name, string Value)[] query) => OpenPassword(Child, query);

    private IRenderedComponent<ChildPasswordPage> OpenPassword(string id, params (string Name, string Value)[] query)
    {
        Http.RequestServices = Services;
        Navigation.NavigateTo($"/cabinet/children/{id}/new-password?" + string.Join('&', query.Select(pair => $"{pair.Name}={pair.Value}")));
        return Render<ChildPasswordPage>(page => page.Add(it => it.Id, id));
    }

    // The step in words, and the one that is open.
    private static (string Said, string Open) Step(IRenderedComponent<ChildAccountPage> page) =>
        (page.WaitForElement(".step-now[role=status]").Words(), page.WaitForElement(".steps [role=tab][aria-selected=true]").Words());

    private static Task NextAsync(IRenderedComponent<ChildAccountPage> page) => page.FindAll("button").Single(button => button.Words() == "Дальше").ClickAsync(new());

    // A browser says so twice: while typing, and when the field is left.
    private static async Task TypeAsync(IRenderedComponent<ChildAccountPage> page, string login)
    {
        await page.Find("#login").InputAsync(new ChangeEventArgs { Value = login });
        await page.Find("#login").ChangeAsync(new ChangeEventArgs { Value = login });
    }

    private async Task AgreeAsync() => (await ground.Consents.GiveAsync(Child, new Consent().Current, new Actor("adult-0", null), default)).ShouldBeTrue();

    private async Task MakeAsync()
    {
        ground.Consent = new Consent();
        await AgreeAsync();
        (await ground.Create.RunAsync(Signed!, Child, "", new TypedPassword(Good), null, default)).ShouldBeOfType<ChildOutcome.Done>();
    }
}
