using Bunit;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Help;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Cabinet.Tests.Help;

/// <summary>Answers about whoever is signed in.</summary>
public sealed class OwnAnswersTests : PageContext
{
    private static readonly IssuedAccount Teacher = new("petrova_a", "petrova_a", "anna", "petrova_a", IsStaff: true, "Study", "petrova_a@zao.obr.mos.ru", "Школа № 1", []);

    [Fact(DisplayName = "R28, R29, R43: «Wi-Fi» says the person's own network and login")]
    public void Wifi()
    {
        State = new ActivationState.Done(Teacher);
        Page("wifi").All(".own p").ShouldBe(["Ваша сеть: Study. Логин: petrova_a. Пароль: пароль от mos.ru.", "Все мои логины"]);
        State = new ActivationState.Done(Teacher with { IsPasswordOwn = true });
        Own("wifi").ShouldContain("Пароль: ваш пароль для школы");
        State = new ActivationState.Done(Teacher with { IsHeldOff = true });
        Own("wifi").ShouldContain("отключил этот аккаунт");
    }

    [Fact(DisplayName = "R33, R50: «Teams» says the person's own address, and that there is none before the account is activated")]
    public void Teams()
    {
        State = new ActivationState.Done(Teacher);
        Own("teams").ShouldContain("petrova_a@zao.obr.mos.ru");
        State = new ActivationState.Reserved("petrova_a");
        Page("teams").Link("Активировать аккаунт").ShouldBe("/activation");
        State = new ActivationState.Done(Teacher with { TeamsAddress = null, IsStaff = false });
        Page("teams").FindAll(".own").ShouldBeEmpty();
    }

    [Fact(DisplayName = "R44, R48, R51: «доступа нет» says which role is open and what stands in the way of the other")]
    public void Access()
    {
        Allowed = People.Access(People.Staff()) with { Withheld = People.Nobody().Withheld };
        foreach (var question in new[] { "no-access", "no-activation-window" })
        {
            var own = Own(question);
            own.ShouldContain("Сотрудник школы: вход открыт");
            own.ShouldContain("Родитель: пока закрыт. На mos.ru не указано: номер телефона");
        }

        Allowed = People.Access() with { Person = null };
        Own("no-access").ShouldContain("мы вас не нашли");
    }

    [Fact]
    public void Other_questions_say_nothing_of_the_person()
    {
        State = new ActivationState.Done(Teacher);
        Allowed = People.Access(People.Staff());
        Page("past-journals").FindAll(".own").ShouldBeEmpty();
    }

    [Fact(DisplayName = "R53: «как быстро ответят» says the person's open cases and whose turn it is")]
    public void Open_cases()
    {
        Services.AddSingleton<IOwnCases>(new Two());
        Page("support-answer").All(".own p").ShouldBe(["Обращение № 7: ждёт вашего ответа", "Открыть обращения"]);
    }

    private string Own(string question) => Page(question).Find(".own").Words();

    private IRenderedComponent<AnswerPage> Page(string question)
    {
        SignIn();
        Http.RequestServices = Services;
        return Render<AnswerPage>(page => page.Add(it => it.Key, question));
    }

    private sealed class Two : IOwnCases
    {
        public Task<IReadOnlyList<OwnCase>> ListAsync(string provider, string subject, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<OwnCase>>(
        [
            new() { Number = 7, Kind = SupportCaseKind.Message, State = CaseState.WaitsForPerson, OpenedAt = default, ChangedAt = default },
            new() { Number = 6, Kind = SupportCaseKind.Message, State = CaseState.Done, OpenedAt = default, ChangedAt = default },
        ]);

        public Task<OwnCase?> FindAsync(string provider, string subject, long number, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<ReplyOutcome> ReplyAsync(string provider, string subject, long number, string text, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
