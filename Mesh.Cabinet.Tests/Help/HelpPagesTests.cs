using Bunit;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Help;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Help;

public sealed class HelpPagesTests : PageContext
{
    [Theory(DisplayName = "R41–R43, R46, R49–R53, R14, R19, R8: each question people ask is answered with its facts on a page of its own")]
    [InlineData("forgot-password", "Не помню пароль от mos.ru", "на mos.ru", "«Не помню пароль»")]
    [InlineData("several-accounts", "У меня несколько аккаунтов mos.ru. Какой использовать?", "СНИЛС", "контакты", "поддержку mos.ru")]
    [InlineData("wifi", "Как подключиться к школьному Wi-Fi?", "сама", "Study (сотрудники)", "Study.mos (ученики)", "пароль от mos.ru")]
    [InlineData("no-access", "Все данные верны, а доступа нет", "ФИО и СНИЛС с базой сотрудников (Кадры)", "дата начала работы", "ФИО и контакты с АИС")]
    [InlineData("several-snils", "У меня несколько СНИЛС", "(Кадры)")]
    [InlineData("password-changed", "Я сменил пароль на mos.ru. Когда он заработает в МЭШ?", "сразу", "5 минут")]
    [InlineData("teams", "После активации не открывается Microsoft Teams", "login@zao.obr.mos.ru", "30–60 минут", "Comment", "Teacher")]
    [InlineData("simplified-account", "Ребёнку сделали упрощённую учётную запись. Она работает?", "Да.", "ничего дополнительно")]
    [InlineData("no-activation-window", "Я вошёл, но окна активации нет. Нужна рабочая почта?", "Нет", "«Почему я не могу войти»")]
    [InlineData("private-school", "Частная школа тоже может входить здесь?", "Да", "не предусмотрена")]
    [InlineData("past-journals", "Журналы прошлых лет останутся?", "Да.")]
    [InlineData("old-address", "Куда делся dnevnik.mos.ru?", "school.mos.ru")]
    [InlineData("support-answer", "Как быстро ответят, если написать?", "номер")]
    [InlineData("representative", "Как добавить или убрать представителя ребёнка?", "школа", "документ")]
    [InlineData("child-missing", "Почему в списке нет моего второго ребёнка?", "«Моего ребёнка нет в списке»")]
    [InlineData("new-phone", "У меня новый телефон", "в школ", "отвяжите")]
    [InlineData("account-of-another", "Аккаунт mos.ru записан на другого человека", "свой аккаунт")]
    [InlineData("delete-account", "Как удалить аккаунт?", "на mos.ru", "отключ")]
    [InlineData("child-own-account", "Ребёнок завёл собственный аккаунт mos.ru вместо упрощённого", "поддержка")]
    [InlineData("not-my-child", "В списке чужой ребёнок", "«Это не мой ребёнок»")]
    public void Asked(string key, string question, params string[] facts)
    {
        var page = Answer(key);
        page.Find("h1").Words().ShouldBe(question);
        foreach (var fact in facts)
            page.Words().ShouldContain(fact);
    }

    [Fact]
    public void The_short_answer_stands_first_then_the_rest_then_what_is_near_and_one_way_to_write()
    {
        var page = Answer("wifi");
        page.Find("h1").NextElementSibling!.ClassName.ShouldBe("lead");
        page.FindAll("nav .answers a").Select(link => link.GetAttribute("href")).ShouldBe(["/help/password-changed", "/help/teams", "/help/no-activation-window"]);
        page.FindAll("a.button").ShouldHaveSingleItem().GetAttribute("href").ShouldBe("/support?about=help-wifi");
        page.FindAll(".own").ShouldBeEmpty("nobody is signed in");
    }

    [Fact(DisplayName = "D5: Wi-Fi networks are called as the settings call them, whatever signs are in their names")]
    public void Networks()
    {
        Services.AddSingleton(Options.Create(new WifiOptions { Staff = "Uchitel_*_[1]", Student = "<b>" }));
        Answer("wifi").Find(".answer").Words().ShouldContain("Выберите сеть Uchitel_*_[1], если вы сотрудник, или <b>, если ученик.");
    }

    [Fact(DisplayName = "R41: the forgotten password leads to the form of mos.ru that the settings name")]
    public void Recovery() => Answer("forgot-password").Link("восстановление пароля на mos.ru")!.ShouldBe(Services.GetRequiredService<AnswerMarkdown>().Values["recovery"]);

    [Fact]
    public void Help_leads_to_every_question_to_the_instructions_to_access_and_to_a_letter()
    {
        var page = Open<HelpPage>("/help");
        page.Link("Видео и подробные инструкции").ShouldBe("https://uchebnik.mos.ru/help/news/mesh-aupd");
        page.Link("Инструкция: как войти и активировать аккаунт").ShouldBe("/help/instruction");
        page.Link("Как получить доступ?").ShouldBe("/help/access");
        page.Link("Написать нам").ShouldBe("/support");
        page.All("h2").ShouldBe(["Вход и аккаунт", "Дети и родители", "В школе", "Поддержка"]);
        foreach (var answer in Services.GetRequiredService<Answers>().All)
            page.Link(answer.Title).ShouldBe(answer.Address);
    }

    [Fact]
    public void A_search_needs_no_script_keeps_what_was_typed_and_leads_on_where_it_finds_nothing()
    {
        Http.Request.QueryString = new QueryString("?q=%D0%BF%D0%B0%D1%80%D0%BE%D0%BB%D0%B8");
        var page = Open<HelpPage>("/help?q=пароли");
        page.Find("form[method=get][action='/help'] input[name=q]").GetAttribute("value").ShouldBe("пароли");
        page.All(".answers a").ShouldContain("Не помню пароль от mos.ru");
        page.All(".answers a").ShouldNotContain("Куда делся dnevnik.mos.ru?");
        page.Link("Все вопросы").ShouldBe("/help");

        Http.Request.QueryString = new QueryString("?q=%3Cscript%3E");
        var nothing = Open<HelpPage>("/help?q=<script>");
        nothing.Words().ShouldContain("Ничего не нашлось");
        nothing.Find("input[name=q]").GetAttribute("value").ShouldBe("<script>");
        nothing.Link("Написать нам").ShouldBe("/support");
    }

    [Theory(DisplayName = "R4, R11–R13: each role reads exactly the fields that mos.ru must hold")]
    [InlineData("Сотрудник школы", "Фамилия, имя и отчество", "СНИЛС")]
    [InlineData("Сотрудник, у которого в школе учится ребёнок", "Фамилия, имя и отчество", "Номер телефона", "Адрес электронной почты", "СНИЛС")]
    [InlineData("Родитель или ученик", "Фамилия, имя и отчество", "Номер телефона", "Адрес электронной почты")]
    public void Fields(string role, params string[] fields) =>
        Open<AccessHelpPage>("/help/access").FindAll("section").Single(section => section.QuerySelector("h2")!.Words() == role)
            .QuerySelectorAll("li").Select(field => field.Words()).ShouldBe(fields);

    [Fact(DisplayName = "R51: who is signed in sees beside it how things stand for them, role by role")]
    public void Own_state()
    {
        Allowed = People.Access(People.Staff()) with { Withheld = People.Nobody().Withheld };
        var page = Open<AccessHelpPage>("/help/access");
        page.Words().ShouldContain("сотрудник школы: вход открыт");
        page.Words().ShouldContain("родитель: пока закрыт На mos.ru не указано: номер телефона");
        page.Link("Подробно, по каждому полю").ShouldBe("/access");
        Signed = null;
        Open<AccessHelpPage>("/help/access").Words().ShouldNotContain("у вас");
    }

    [Fact(DisplayName = "R10, R14, D15: simplified accounts, people from elsewhere and the regions have a word of their own")]
    public void Others()
    {
        var page = Open<AccessHelpPage>("/help/access");
        var words = page.Words();
        words.ShouldContain("больше ничего заполнять не нужно");
        foreach (var way in new[] { "Госуслуги", "Сбер ID", "ВКонтакте", "«Войти через mos.ru»", "школ за пределами Москвы" })
            words.ShouldContain(way);
        page.Link("Перейти ко входу").ShouldBe("/");
        page.Link("Вход есть, а доступа нет").ShouldBe("/access");
    }

    private IRenderedComponent<AnswerPage> Answer(string key)
    {
        Signed = null;
        Http.RequestServices = Services;
        return Render<AnswerPage>(page => page.Add(it => it.Key, key));
    }
}
