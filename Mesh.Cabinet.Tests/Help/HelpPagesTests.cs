using Bunit;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Help;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Help;

public sealed class HelpPagesTests : PageContext
{
    [Theory(DisplayName = "R41–R43, R46, R49–R52, R14, R19, R8: each question people ask is answered with its facts")]
    [InlineData("Не помню пароль от mos.ru", "на mos.ru", "«Не помню пароль»")]
    [InlineData("У меня несколько аккаунтов mos.ru. Какой использовать?", "СНИЛС", "контакты", "поддержку mos.ru")]
    [InlineData("Как подключиться к школьному Wi-Fi?", "сама", "Study (сотрудники)", "Study.mos (ученики)", "пароль от mos.ru")]
    [InlineData("Все данные верны, а доступа нет", "ФИО и СНИЛС с Кадрами", "дата начала работы", "ФИО и контакты с АИС")]
    [InlineData("У меня несколько СНИЛС", "(Кадры)")]
    [InlineData("Я сменил пароль на mos.ru. Когда он заработает в МЭШ?", "сразу", "5 минут")]
    [InlineData("После активации не открывается Microsoft Teams", "login@zao.obr.mos.ru", "30–60 минут", "Comment", "Teacher")]
    [InlineData("Ребёнку сделали упрощённую учётную запись. Она работает?", "Да.", "ничего дополнительно")]
    [InlineData("Я вошёл, но окна активации нет. Нужна рабочая почта?", "Нет", "«Почему я не могу войти»")]
    [InlineData("Частная школа тоже может входить здесь?", "Да", "не предусмотрена")]
    [InlineData("Журналы прошлых лет останутся?", "Да.")]
    [InlineData("Куда делся dnevnik.mos.ru?", "school.mos.ru")]
    [InlineData("Как быстро ответят, если написать?", "номер")]
    public void Answers(string question, params string[] facts)
    {
        var answer = Open<HelpPage>("/help").FindAll("details").Single(details => details.QuerySelector("summary")!.Words() == question).QuerySelector("p")!.Words();
        foreach (var fact in facts)
            answer.ShouldContain(fact);
    }

    [Fact(DisplayName = "D5: Wi-Fi networks are called as the settings call them")]
    public void Networks()
    {
        Services.AddSingleton(Options.Create(new WifiOptions { Staff = "Uchitel" }));
        Open<HelpPage>("/help").Words().ShouldContain("Uchitel (сотрудники) или Study.mos (ученики)");
    }

    [Fact]
    public void Help_leads_to_the_instructions_to_access_and_to_a_letter()
    {
        var page = Open<HelpPage>("/help");
        page.Link("Видео и подробные инструкции").ShouldBe("https://uchebnik.mos.ru/help/news/mesh-aupd");
        page.Link("Как получить доступ?").ShouldBe("/help/access");
        page.Link("Написать нам").ShouldBe("/support");
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
}
