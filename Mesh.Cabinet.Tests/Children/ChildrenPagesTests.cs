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
        Services.AddSingleton(ground.Mine).AddSingleton(ground.History).AddSingleton(ground.Consents).AddSingleton(ground.Logins).AddSingleton(new Consent()).AddSingleton<TimeProvider>(ground.Time);
        Signed = FamilyGround.SessionOf(0) with { ConfirmedAt = ground.Time.GetUtcNow() };
        SignIn();
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact(DisplayName = "R38: a card says the school, the class, its teachers, and how the child stands at mos.ru and in МЭШ")]
    public void A_card()
    {
        var page = Open<ChildrenPage>("/cabinet/children");
        page.All("h2").ShouldBe(["Юныйаа Д."]);
        page.All("dt").ShouldBe(["Школа", "Класс", "Вход через mos.ru", "Аккаунт МЭШ"]);
        page.All("dd").ShouldBe(["Школа 1", "2-А", "Нет", "Пока не активирован"]);
        page.Words().ShouldContain("В школьных записях учителя этого класса не указаны.");
        page.Find("a.button").GetAttribute("href").ShouldBe("/cabinet/children/child-0/account");
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
        page.Words().ShouldContain("Пока не удалось узнать");
        page.Link("Попробовать ещё раз").ShouldBe("/cabinet/children");
        page.FindAll("a.button").ShouldBeEmpty();
        Open(Child).Words().ShouldContain("mos.ru не отвечает");
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
        ground.MosRu.Known = new FindChildOutcome.Found(SharesPhone: false);
        Open(Child).FindAll(".note").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_birth_date_and_a_school_elsewhere_are_explained()
    {
        await ground.ExecuteAsync("UPDATE People SET BirthDate = NULL");
        Open(Child).Words().ShouldContain("Попросите школу указать дату рождения");
        await ground.ExecuteAsync("UPDATE Organisations SET Name = 'Калуга' WHERE Id = 'state-moscow'");
        Open(Child).Words().ShouldContain("через госуслуги");
    }

    [Fact(DisplayName = "E29: the consent is a step of its own, with its version and the form to agree")]
    public void The_consent()
    {
        var page = OpenAccount(("problem", "ConsentFirst"));
        page.Find(".steps [aria-current]").Words().ShouldBe("Согласие");
        page.Find("[role=alert]").Words().ShouldContain("Сначала нужно согласие");
        page.FindAll(".agreement p").Count.ShouldBe(5);
        page.Find("form").GetAttribute("action").ShouldBe("/cabinet/children/child-0/consent");
        page.Find("input[name=version]").GetAttribute("value").ShouldBe("1");
        page.Find("button[type=submit]").Words().ShouldBe("Даю согласие");
    }

    [Theory(DisplayName = "R39, D13: login and password stand in one ordinary form, and what is wrong stands by its field")]
    [InlineData("", "", null)]
    [InlineData("PasswordMissing", "", "Введите пароль для ребёнка или нажмите «Придумать пароль».")]
    [InlineData("TooShort", "", "Пароль слишком короткий: нужно не меньше 8 знаков.")]
    [InlineData("TooLong", "", "Пароль слишком длинный: можно не больше 128 знаков.")]
    [InlineData("TooPlain", "", "Пароль слишком простой: добавьте большую букву, маленькую букву и цифру.")]
    [InlineData("HoldsLogin", "", "В пароле есть логин. Придумайте пароль без него.")]
    [InlineData("HoldsName", "", "В пароле есть имя или фамилия. Придумайте пароль без них.")]
    [InlineData("OtherRule", "", "mos.ru не принял этот пароль. Придумайте другой.")]
    [InlineData("LoginIllegal", "даша", "Такой логин не подойдёт. Исправьте его. Нужны латинские буквы вместо русских: «д» (место 1), «а» (место 2), «ш» (место 3), «а» (место 4).")]
    [InlineData("LoginTaken", "detskii_iu", "Логин detskii_iu уже у другого человека. Мы предложили другой, можно выбрать и свой.")]
    public async Task The_form(string problem, string typed, string? error)
    {
        await AgreeAsync();
        var page = OpenAccount(("problem", problem), ("login", typed));
        var form = page.Find("form[action='/cabinet/children/child-0/create']");
        form.QuerySelector("input[name=login]")!.GetAttribute("value").ShouldBe(problem switch { "LoginIllegal" => "даша", "LoginTaken" => "detskii_iu2", _ => "detskii_iu" });
        var password = form.QuerySelector("#password")!;
        (password.GetAttribute("type"), password.HasAttribute("value")).ShouldBe(("password", false));
        password.Attributes.ShouldAllBe(attribute => !attribute.Name.StartsWith("blazor:on"));
        string.Join(' ', page.All(".error").Where(words => words.Length > 0).Distinct()).ShouldBe(error ?? "");
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

    [Fact(DisplayName = "R25: a login of the journal is shown and cannot be changed, without any circuit")]
    public async Task A_fixed_login()
    {
        await AgreeAsync();
        await ground.ExecuteAsync("UPDATE People SET Username = 'yunyi', FoldedUsername = 'yunyi' WHERE Id = 'child-0'");
        var page = OpenAccount();
        page.Find("dd.login").Words().ShouldBe("yunyi");
        page.FindAll("input[name=login]").ShouldBeEmpty();
        page.FindAll("script").Select(script => script.GetAttribute("src")).ShouldNotContain(source => source!.Contains("blazor"));
        page.Words().ShouldContain("изменить его нельзя");
    }

    [Fact(DisplayName = "R39, R40: the card carries the login and a code to the sign-in page, and no password; who did it is told")]
    public async Task Ready()
    {
        await MakeAsync();
        var page = OpenAccount();
        page.Find("h1").Words().ShouldBe("Аккаунт создан");
        page.Find(".child-card .login").Words().ShouldBe("detskii_iu");
        page.Find("svg[role=img]").GetAttribute("aria-label").ShouldBe("Код для камеры: страница входа http://localhost:5080/");
        page.Markup.ShouldNotContain(Good);
        page.Link("Новый пароль ребёнка").ShouldBe("/cabinet/children/child-0/new-password");
        Open(Child).All(".history li").ShouldBe(["1 сентября 2026, 12:00 Вы: аккаунт создан, логин detskii_iu", "1 сентября 2026, 12:00 Вы: дано согласие на создание аккаунта"]);
        Open<ChildrenPage>("/cabinet/children").All("dd").ShouldContain("Есть, логин detskii_iu");
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

    [Fact(DisplayName = "E27: an open form whose right was withdrawn leaves for the list within half a minute, or at the next change")]
    public async Task Withdrawn_in_an_open_page()
    {
        await AgreeAsync();
        var waiting = Render<LoginField>(field => field.Add(it => it.ChildId, Child).Add(it => it.Start, "dasha"));
        var typing = Render<LoginField>(field => field.Add(it => it.ChildId, Child).Add(it => it.Start, "dasha"));
        Navigation.NavigateTo("/cabinet/children/child-0/account");
        await typing.Find("input").ChangeAsync(new ChangeEventArgs { Value = "dasha" });
        typing.Find(".fine").Words().ShouldBe("В школе такого логина ни у кого нет.");
        Address.ShouldBe("/cabinet/children/child-0/account");

        await ground.ExecuteAsync("DELETE FROM PersonAgents");
        await typing.Find("input").ChangeAsync(new ChangeEventArgs { Value = "masha" });
        Address.ShouldBe("/cabinet/children");
        Navigation.NavigateTo("/cabinet/children/child-0/account");
        typing.Dispose();
        ground.Time.Advance(LoginField.BetweenLooks);
        waiting.WaitForAssertion(() => Address.ShouldBe("/cabinet/children"), TimeSpan.FromSeconds(30));
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
        var field = Render<LoginField>(it => it.Add(its => its.ChildId, Child).Add(its => its.Start, "dasha"));
        await TypeAsync(field, "ivanov");
        field.Find(".error").Words().ShouldBe("Логин ivanov уже у другого человека. Придумайте другой.");
        OpenAccount(("problem", "LoginTaken"), ("login", "ivanov")).Find("input[name=login]").GetAttribute("value").ShouldBe("ivanov2");

        numbers.Look().ShouldNotContainKey("mesh.limits.reached child_logins");

        // Another page of the same person, as a reload makes one.
        field = Render<LoginField>(it => it.Add(its => its.ChildId, Child).Add(its => its.Start, "dasha"));
        await TypeAsync(field, "ivanov");
        field.Find("#login-check").Words().ShouldBe("Вы проверили уже много логинов. Этот мы проверим, когда вы отправите форму.");
        field.Find("input").HasAttribute("aria-invalid").ShouldBeFalse();
        OpenAccount(("problem", "LoginTaken"), ("login", "ivanov")).Find("input[name=login]").GetAttribute("value").ShouldBe("detskii_iu");
        numbers.Look()["mesh.limits.reached child_logins"].ShouldBe(2);

        (await ground.Create.RunAsync(Signed!, Child, "dasha", new TypedPassword(Good), null, default)).ShouldBeOfType<ChildOutcome.Done>();
        ground.Time.Advance(ChildTryStore.LookWindow);
        await TypeAsync(field, "ivanov");
        field.Find(".error").Words().ShouldBe("Логин ivanov уже у другого человека. Придумайте другой.");
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

    private IRenderedComponent<ChildAccountPage> OpenAccount(params (string Name, string Value)[] query)
    {
        Http.RequestServices = Services;
        Navigation.NavigateTo("/cabinet/children/child-0/account?" + string.Join('&', query.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}")));
        return Render<ChildAccountPage>(page => page.Add(it => it.Id, Child));
    }

    private IRenderedComponent<ChildPasswordPage> OpenPassword(params (string Name, string Value)[] query)
    {
        Http.RequestServices = Services;
        Navigation.NavigateTo("/cabinet/children/child-0/new-password?" + string.Join('&', query.Select(pair => $"{pair.Name}={pair.Value}")));
        return Render<ChildPasswordPage>(page => page.Add(it => it.Id, Child));
    }

    // A browser says so twice: while typing, and when the field is left.
    private static async Task TypeAsync(IRenderedComponent<LoginField> field, string login)
    {
        await field.Find("input").InputAsync(new ChangeEventArgs { Value = login });
        await field.Find("input").ChangeAsync(new ChangeEventArgs { Value = login });
    }

    private async Task AgreeAsync() => (await ground.Consents.GiveAsync(Child, new Consent().Current, new Actor("adult-0", null), default)).ShouldBeTrue();

    private async Task MakeAsync()
    {
        ground.Consent = new Consent();
        await AgreeAsync();
        (await ground.Create.RunAsync(Signed!, Child, "", new TypedPassword(Good), null, default)).ShouldBeOfType<ChildOutcome.Done>();
    }
}
