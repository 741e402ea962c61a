using Bunit;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.MyServices.Switches;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.MyServices;

/// <summary>The window to choose a service, and the cabinet.</summary>
public sealed class ServicePagesTests : PageContext
{
    private readonly Own own = new();

    public ServicePagesTests() => Services.AddSingleton<IOwnCases>(own);

    private static readonly WithheldRole NoPhone = new(PersonRole.Parent, [new Verdict(ProfileField.Phone, new Comparison.MissingAtMosRu())], null, IsProven: false);

    [Fact(DisplayName = "R18: a staff-parent chooses between Журнал and Дневник")]
    public void The_choice()
    {
        Allowed = Access(Staff(), Parent());
        var page = Open<ServicesPage>("/services");
        page.Find("h1").Words().ShouldBe("Выберите сервис");
        page.Find(".lead").Words().ShouldBe("Вы и работаете в школе, и приходите за ребёнка. Куда сейчас?");
        page.All(".tile strong").ShouldBe(["Журнал", "Дневник"]);
        page.FindAll(".tile").Select(tile => tile.GetAttribute("href")).ShouldBe(["/services/journal", "/services/diary"]);
        page.Link("Все мои сервисы — в личном кабинете").ShouldBe("/cabinet");
    }

    [Theory]
    [InlineData(PersonRole.Staff, "Журнал")]
    [InlineData(PersonRole.Student, "Дневник")]
    [InlineData(PersonRole.Parent, "Дневник")]
    public void Who_has_one_role_is_offered_one_service(PersonRole role, string service)
    {
        Allowed = Access(new GrantedRole(role, [Post("x")]));
        var page = Open<ServicesPage>("/services");
        page.All(".tile strong").ShouldBe([service]);
        page.Words().ShouldNotContain("приходите за ребёнка");
    }

    [Fact(DisplayName = "D7: a role that is not open is named, with the way to the reasons")]
    public void Withheld()
    {
        Allowed = Access(Staff()) with { Withheld = [NoPhone] };
        foreach (var page in new[] { Open<ServicesPage>("/services").Find(".warn"), Open<CabinetPage>("/cabinet").Find(".warn") })
        {
            page.Words().ShouldContain($"Закрыт вход как: {VerdictWords.Role(PersonRole.Parent)}.");
            page.QuerySelector("a")!.GetAttribute("href").ShouldBe("/access");
        }
    }

    [Fact(DisplayName = "R34: the cabinet greets by name and shows exactly the services of this person")]
    public void The_cabinet_of_a_teacher()
    {
        Allowed = Access(Staff());
        State = new ActivationState.Done(new IssuedAccount("a", "a", null, null, true, "Study", null, "Школа", []));
        var page = Open<CabinetPage>("/cabinet");
        page.Find("h1").Words().ShouldBe("Здравствуйте, Анна");
        page.All(".tile strong").ShouldBe(["Журнал", "Библиотека МЭШ", "Microsoft Teams"]);
        page.All(".which").ShouldBe(["Нужны логин и пароль ЭЖД", "Нужен логин вида login@округ.obr.mos.ru"]);
        page.FindAll(".todo, .warn, .copy").ShouldBeEmpty();
    }

    [Fact(DisplayName = "R34: what every school of the person's has switched off is no tile, and the cabinet says which school it was and who can switch it on")]
    public void Switched_off()
    {
        Allowed = Access(Staff());
        Off = new SwitchedOff([Switch("journal", Moscow.Id), Switch("library", Moscow.Id, PersonRole.Student)]);
        var page = Open<CabinetPage>("/cabinet");
        page.All(".tile strong").ShouldBe(["Библиотека МЭШ", "Microsoft Teams"], "for students alone the library is off");
        page.Words().ShouldContain($"Школа выключила сервис «Журнал» ({Moscow.Name}). Включить его может администрация школы");
    }

    [Fact(DisplayName = "R18: the choice of a service leaves out what the school has switched off")]
    public void Choice_without()
    {
        Allowed = Access(Staff(), Parent());
        Open<ServicesPage>("/services").All(".tile strong").ShouldBe(["Журнал", "Дневник"]);
        Off = new SwitchedOff([Switch("journal", Moscow.Id)]);
        var page = Open<ServicesPage>("/services");
        page.All(".tile strong").ShouldBe(["Дневник"]);
        page.Words().ShouldContain("Школа выключила сервис «Журнал»");
    }

    [Fact(DisplayName = "R32, R33: a tile shows the login by which its service knows this person, and copies it")]
    public void Logins()
    {
        (Signed, Allowed) = (Session("anna.petrova"), Access(Record(username: "petrova/a"), Staff()));
        State = new ActivationState.Done(new IssuedAccount("petrova_a", "petrova_a", "anna.petrova", "petrova/a", true, "Study", "petrova_a@zao.obr.mos.ru", "Школа", []));
        var page = Open<CabinetPage>("/cabinet");
        page.FindAll(".service").ToDictionary(tile => tile.QuerySelector("strong")!.Words(), tile => tile.QuerySelector(".copy")!.GetAttribute("data-copy"))
            .ShouldBe(new Dictionary<string, string?> { ["Журнал"] = "anna.petrova", ["Библиотека МЭШ"] = "petrova/a", ["Microsoft Teams"] = "petrova_a@zao.obr.mos.ru" });
        page.All(".copy").ShouldBe(["Логин mos.ru anna.petrova", "Логин журнала petrova/a", "Логин Teams petrova_a@zao.obr.mos.ru"]);
        page.FindAll(".which").ShouldBeEmpty("nothing is left to say");
    }

    [Theory(DisplayName = "R34: services for the first classes are shown to those who are in them")]
    [InlineData("3", "Дневник", "Библиотека МЭШ", "Портфолио", "Первые уроки")]
    [InlineData("7", "Дневник", "Библиотека МЭШ", "Портфолио")]
    public void The_cabinet_of_a_student(string grade, params string[] tiles)
    {
        Allowed = Access(Record(grades: grade), Student());
        Open<CabinetPage>("/cabinet").All(".tile strong").ShouldBe(tiles);
    }

    [Fact(DisplayName = "R34: the cabinet stands as the person arranged it, with a star at the favourites")]
    public void The_cabinet_as_arranged()
    {
        Allowed = Access(Parent()) with { ChildGrades = ["2"] };
        Kept = new Shelf { Keys = ["portfolio", "diary"], Favourites = new HashSet<string> { "first-lessons" } };
        var page = Open<CabinetPage>("/cabinet");
        page.All(".tile strong").Take(3).ShouldBe(["Первые уроки", "Портфолио", "Дневник"]);
        page.FindAll("button.star[aria-pressed=true]").Select(star => star.GetAttribute("aria-label")).ShouldBe(["Избранное: Первые уроки"]);
    }

    [Theory]
    [InlineData("урок", "Дневник", "Первые уроки")]
    [InlineData("вайфай", "Аккаунт МЭШ")]
    [InlineData("gjhnajkbj", "Портфолио")]
    public void What_is_looked_for_is_found_among_services_and_parts_of_the_cabinet(string typed, params string[] tiles)
    {
        Allowed = Access(Parent()) with { ChildGrades = ["2"] };
        var page = Open<CabinetPage>($"/cabinet?q={Uri.EscapeDataString(typed)}");
        page.All(".tile strong").ShouldBe(tiles);
        page.Find("h2").Words().ShouldBe($"По запросу «{typed}»");
        page.Find("input").Input("");
        page.All(".tile strong").ShouldBe(["Дневник", "Портфолио", "Первые уроки"], "what is typed is looked for at once");
    }

    [Fact]
    public void Where_nothing_is_found_the_page_says_so()
    {
        Allowed = Access(Parent()) with { ChildGrades = ["2"] };
        var page = Open<CabinetPage>("/cabinet?q=%D0%B6%D1%83%D1%80%D0%BD%D0%B0%D0%BB");
        page.FindAll(".tile").ShouldBeEmpty();
        page.Find("p[role=status]").Words().ShouldStartWith("Такого сервиса у вас нет.");
        page.FindAll("ul.tiles").ShouldBeEmpty("a list of nothing is a bare line");
    }

    [Fact]
    public void Whose_account_is_not_there_yet_is_reminded_and_who_needs_none_is_not()
    {
        Allowed = Access(Staff());
        foreach (var state in new ActivationState[] { new ActivationState.Reserved("a"), new ActivationState.LoginsDiffer(1, "a", "b"), new ActivationState.Open(new(LoginOrigin.Journal, "a", "a", "a", [])) })
        {
            State = state;
            Open<CabinetPage>("/cabinet").Link("Активировать аккаунт").ShouldBe("/activation", state.ToString());
        }

        State = new ActivationState.NotOffered();
        Open<CabinetPage>("/cabinet").FindAll(".todo").ShouldBeEmpty("nothing to do, nothing shown");
    }

    [Fact]
    public async Task What_needs_doing_stands_on_top_each_with_one_button_the_most_urgent_first_and_what_is_slow_or_fails_keeps_nothing_back()
    {
        Allowed = Access(Staff());
        own.All =
        [
            Case(14, SupportCaseKind.Message, CaseState.WaitsForPerson), Case(12, SupportCaseKind.AccessRequest, CaseState.Done),
            Case(7, SupportCaseKind.AccessRequest, CaseState.Done), Case(6, SupportCaseKind.Message, CaseState.Open),
        ];
        State = new ActivationState.Reserved("a");
        var slow = new Slow();
        Services.AddSingleton<ICabinetFront>(slow).AddSingleton<ICabinetFront>(new Broken());
        var page = Open<CabinetPage>("/cabinet");
        page.WaitForElement(".tile");
        page.All(".todo li span:not(.mud-button-label)").ShouldBe(["Аккаунт МЭШ ещё не активирован: школьные компьютеры и Wi-Fi пока вас не узнают.", "Поддержка ждёт вашего ответа: обращение № 14", "На обращение № 12 ответили."]);
        page.FindAll(".todo a").Select(button => button.GetAttribute("href")).ShouldBe(["/activation", "/cabinet/requests/14", "/cabinet/requests/12"]);

        await page.InvokeAsync(slow.Come);
        page.WaitForAssertion(() => page.FindAll(".todo a").Select(button => button.GetAttribute("href")).ShouldBe(["/activation", "/slow", "/cabinet/requests/14", "/cabinet/requests/12"]));
    }

    [Fact]
    public void Who_has_no_role_is_led_to_the_diagnosis_and_who_is_not_signed_in_to_the_landing_page()
    {
        Allowed = Nobody();
        Open<ServicesPage>("/services").FindAll(".tile").ShouldBeEmpty();
        Address.ShouldBe("/access");
        Open<CabinetPage>("/cabinet").FindAll(".tile").ShouldBeEmpty();
        Address.ShouldBe("/access");
        Signed = null;
        Open<CabinetPage>("/cabinet").FindAll(".tile").ShouldBeEmpty("the page is loaded anew, which leads on");
        Open<ServicesPage>("/services");
        Address.ShouldBe("/");
    }

    private sealed class Slow : ICabinetFront
    {
        private readonly TaskCompletionSource<Front> coming = new();

        public Task<Front> OfAsync(Session session, Access access, CancellationToken cancellation) => coming.Task;

        public void Come() => coming.SetResult(Front.With(new ToDoItem(20, "", "Долго", "Смотреть", "/slow")));
    }

    private sealed class Broken : ICabinetFront
    {
        public Task<Front> OfAsync(Session session, Access access, CancellationToken cancellation) => throw new SqliteException("busy", 5);
    }

    private static OwnCase Case(long number, SupportCaseKind kind, CaseState state) => new()
    {
        Number = number, Kind = kind, State = state, OpenedAt = DateTimeOffset.UtcNow, ChangedAt = DateTimeOffset.UtcNow, ClosedAt = state is CaseState.Done ? DateTimeOffset.UtcNow : null,
    };

    private sealed class Own : IOwnCases
    {
        public IReadOnlyList<OwnCase> All { get; set; } = [];

        public Task<IReadOnlyList<OwnCase>> ListAsync(string provider, string subject, CancellationToken cancellation) => Task.FromResult(All);

        public Task<OwnCase?> FindAsync(string provider, string subject, long number, CancellationToken cancellation) => Task.FromResult<OwnCase?>(null);

        public Task<ReplyOutcome> ReplyAsync(string provider, string subject, long number, string text, CancellationToken cancellation) => Task.FromResult<ReplyOutcome>(new ReplyOutcome.NotThere());
    }
}
