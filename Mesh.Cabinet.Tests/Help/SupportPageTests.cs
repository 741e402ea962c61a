using Bunit;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Help;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Cabinet.Tests.Help;

public sealed class SupportPageTests : PageContext
{
    private readonly TestDatabase database = new();
    private readonly SupportCaseStore cases;
    private readonly DraftStore drafts;

    public SupportPageTests()
    {
        cases = new SupportCaseStore(database.Database, database.Protection, TimeProvider.System);
        drafts = new DraftStore(database.Database, database.Protection, TimeProvider.System);
        Services.AddSingleton<IDrafts>(drafts);
        Services.AddSingleton<IOwnCases>(new OwnCasesStore(database.Database, database.Protection, new CaseEntriesStore(database.Protection), TimeProvider.System));
        Services.AddSingleton<ISchoolNames>(new Names());
        Services.AddSingleton<ISupportCases>(cases).AddSingleton<ILetterRoom>(new LetterRoomStore(database.Database, TimeProvider.System));
    }

    [Fact(DisplayName = "R53: a letter becomes a case, whose number the sender reads")]
    public async Task Sent()
    {
        var page = Send("anna@example.ru", "Не входит");
        var open = (await cases.ListOpenAsync(default)).ShouldHaveSingleItem();
        open.Kind.ShouldBe(SupportCaseKind.Message);
        page.Find("h1").Words().ShouldBe($"Письмо получено. Номер обращения: {open.Number}");
        page.FindAll("form").ShouldBeEmpty();
        database.Scalar("SELECT Provider || '/' || Subject FROM SupportCases").ShouldBe("MosRu/anna");
    }

    [Fact]
    public async Task What_somebody_signed_in_typed_and_did_not_send_stands_there_again_and_is_gone_when_it_is_sent()
    {
        Open<SupportPage>("/support").Find("form").HasAttribute("data-draft").ShouldBeFalse("a stranger has nothing to keep it under");
        SignIn();
        Open<SupportPage>("/support").Find("form").GetAttribute("data-draft").ShouldBe(LetterDraft.Path);
        await drafts.KeepAsync(Signed!, Letter.Form, new Letter { Contact = "anna@example.ru", Message = "Не\nвходит" }.ToDraft(), default);
        var page = Open<SupportPage>("/support");
        page.Find("#contact").GetAttribute("value").ShouldBe("anna@example.ru");
        page.Find("#message").TextContent.ShouldBe("Не\nвходит");
        page.Words().ShouldContain("Здесь то, что вы начали писать и не отправили.");

        Send("anna@example.ru", "Не входит").Find("h1").Words().ShouldStartWith("Письмо получено");
        (await drafts.FindAsync(Signed!, Letter.Form, default)).ShouldBeNull();
    }

    [Fact]
    public async Task The_same_letter_sent_again_by_a_reload_is_one_case_and_a_changed_one_another()
    {
        var letter = new Letter { Contact = "anna@example.ru", Message = "Не входит" };
        var first = Send(letter).Find("h1").Words();

        Send(letter).Find("h1").Words().ShouldBe(first);
        letter.Message = "Не входит, и пишет «Пароль не подошёл»";
        Send(letter).Find("h1").Words().ShouldNotBe(first);
        Send(letter.Contact, letter.Message);

        (await cases.ListOpenAsync(default)).Count.ShouldBe(3);
    }

    [Fact]
    public void The_form_carries_the_id_of_its_letter()
    {
        var page = Open<SupportPage>("/support");
        page.Find("input[name='Letter.Id']").GetAttribute("value").ShouldBe(page.Instance.Letter!.Id);
        page.Instance.Letter.Id.ShouldNotBe(Open<SupportPage>("/support").Instance.Letter!.Id);
    }

    [Fact(DisplayName = "R53: a stranger can write too")]
    public async Task A_stranger()
    {
        Signed = null;
        Send("8 (916) 123-45-67", "Не входит").Find("h1").Words().ShouldStartWith("Письмо получено");
        (await cases.ListOpenAsync(default)).ShouldHaveSingleItem();
        database.Scalar("SELECT Subject FROM SupportCases").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "Не входит", "contact", "Укажите почту или телефон, чтобы мы могли ответить.")]
    [InlineData("   ", "Не входит", "contact", "Укажите почту или телефон, чтобы мы могли ответить.")]
    [InlineData("анна", "Не входит", "contact", "Не похоже на почту или телефон. Проверьте, нет ли опечатки.")]
    [InlineData("@", "Не входит", "contact", "Не похоже на почту или телефон. Проверьте, нет ли опечатки.")]
    [InlineData("123-45-67", "Не входит", "contact", "Не похоже на почту или телефон. Проверьте, нет ли опечатки.")]
    [InlineData("anna@example.ru", "", "message", "Напишите, что случилось.")]
    [InlineData("anna@example.ru", " \n ", "message", "Напишите, что случилось.")]
    public async Task An_error_stands_by_its_field_and_what_was_typed_stays(string contact, string message, string field, string error)
    {
        var page = Send(contact, message);
        page.All(".error").ShouldBe([error]);
        page.Find($"#{field}-error .error").Words().ShouldBe(error);
        page.FindAll("[aria-invalid=true]").Select(input => input.Id).ShouldBe([field]);
        page.Find($"#{field}").GetAttribute("aria-describedby")!.Split(' ').ShouldContain($"{field}-error");
        page.Find("#contact").GetAttribute("value").ShouldBe(contact);
        page.Find("#message").TextContent.ShouldBe(message);
        (await cases.ListOpenAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public void Both_errors_are_said_at_once_and_a_text_that_is_too_long_too()
    {
        Send(null, null).FindAll(".error").Count.ShouldBe(2);
        Send(new string('1', Letter.MaxContact + 1), new string('а', Letter.MaxMessage + 1)).All(".error").ShouldBe(
            ["Слишком длинно. Сократите, пожалуйста.", "Слишком длинно. Сократите, пожалуйста."]);
    }

    [Fact]
    public void Every_field_has_its_label_and_nobody_is_asked_for_a_password()
    {
        var page = Open<SupportPage>("/support");
        page.Find("label[for=contact]").Words().ShouldBe("Почта или телефон для ответа");
        page.Find("label[for=message]").Words().ShouldBe("Что случилось");
        page.Find("#message-hint").Words().ShouldContain("Не пишите здесь пароль");
        page.FindAll(".error").ShouldBeEmpty();
    }

    [Fact(DisplayName = "R53: a letter says what it is about, of a closed set, and never what the address makes up")]
    public async Task About()
    {
        Signed = null;
        Open<SupportPage>("/support?about=help-wifi").Find("input[name='Letter.About']").GetAttribute("value").ShouldBe("help-wifi");
        Open<SupportPage>("/support?about=help-wifi").Words().ShouldContain("О чём письмо: Как подключиться к школьному Wi-Fi?");
        Open<SupportPage>("/support?about=sign-in-NoAnswer").Words().ShouldContain("О чём письмо:");
        Open<SupportPage>("/support?about=error-0af7651916cd43dd8448eb211c80319c").Words().ShouldContain("О чём письмо: Ошибка с кодом 0af7651916cd43dd8448eb211c80319c");
        foreach (var made in new[] { "<b>", "error-", "error-0af7651916cd43dd8448eb211c80319", "error-Иванов Иван Иванович, СНИЛС 112233", "help-", "help-nothing", "case-0", "case--1", "case-9999999999999999999", "Иванов Иван", new string('a', 5000) })
            Open<SupportPage>($"/support?about={Uri.EscapeDataString(made)}").FindAll("input[name='Letter.About']").ShouldBeEmpty(made);

        Send(new Letter { Contact = "anna@example.ru", Message = "Не входит", About = "help-wifi" });
        Send(new Letter { Contact = "anna@example.ru", Message = "Не входит!", About = "Иванов Иван" });
        database.Scalar("SELECT GROUP_CONCAT(COALESCE(Matter, '-')) FROM SupportCases").ShouldBe("help-wifi,-");
        (await cases.ListOpenAsync(default)).Count.ShouldBe(2);
    }

    [Fact]
    public void Whoever_has_written_about_it_already_is_led_to_that_thread_and_nobody_else_hears_of_it()
    {
        SignIn();
        Open<SupportPage>("/support?about=help-wifi").Words().ShouldNotContain("уже есть обращение");
        Send(new Letter { Contact = "anna@example.ru", Message = "Не входит", About = "help-wifi" });
        Open<SupportPage>("/support?about=help-wifi").Link("Открыть обращение № 1").ShouldBe("/cabinet/requests/1");
        Open<SupportPage>("/support?about=case-1").Link("Открыть обращение № 1").ShouldBe("/cabinet/requests/1");
        Open<SupportPage>("/support?about=help-teams").FindAll(".note").ShouldBeEmpty();

        Signed = new Session(Guid.Empty, People.Profile() with { Subject = "somebody" }, DateTimeOffset.UnixEpoch);
        Open<SupportPage>("/support?about=help-wifi").FindAll(".note").ShouldBeEmpty();
        Open<SupportPage>("/support?about=case-1").FindAll("input[name='Letter.About']").ShouldBeEmpty("not there and not yours are one answer");
    }

    [Fact(DisplayName = "R53: the letter of somebody whom the records know goes to their school, whatever they name")]
    public void Known()
    {
        Allowed = People.Access(People.Staff());
        Open<SupportPage>("/support").FindAll("#school").Count.ShouldBe(1, "nobody is signed in");
        SignIn();
        Open<SupportPage>("/support").FindAll("#school").ShouldBeEmpty();
        Send(new Letter { Contact = "anna@example.ru", Message = "Не входит", School = "Школа № 9102" });
        database.Scalar("SELECT PersonId || '/' || COALESCE(SchoolId, '-') FROM SupportCases").ShouldBe("u1/-");
    }

    [Fact(DisplayName = "R53: a school that a stranger names gets the letter, and nothing but the letter")]
    public void Named()
    {
        Signed = null;
        var page = Send(new Letter { Contact = "anna@example.ru", Message = "Не входит", School = "9101" });
        page.Words().ShouldContain("Письмо ушло в школу: Школа № 9101");
        database.Scalar("SELECT SchoolId || '/' || COALESCE(PersonId, '-') || '/' || COALESCE(Subject, '-') FROM SupportCases").ShouldBe("s1/-/-");

        Signed = People.Session("anna_login");
        SignIn();
        Allowed = People.Nobody();
        Send(new Letter { Contact = "anna@example.ru", Message = "Не входит 2", School = "9101" });
        database.Scalar("SELECT SchoolId || '/' || COALESCE(PersonId, '-') || '/' || Subject || '/' || COALESCE(MosRuLogin, '-') FROM SupportCases WHERE Number = 2").ShouldBe("s1/-/anna/-");
        database.Scalar("SELECT COUNT(*) FROM SupportCases WHERE ProfileProtected IS NOT NULL").ShouldBe("0");
    }

    [Fact]
    public async Task A_school_that_is_not_there_or_is_called_as_others_is_a_mistake_at_its_field_and_nothing_is_lost()
    {
        Signed = null;
        var page = Send(new Letter { Contact = "anna@example.ru", Message = "Не входит", School = "Хогвартс" });
        page.Find("#school-error .error").Words().ShouldBe("Такой школы мы не нашли. Проверьте название или оставьте поле пустым.");
        page.Find("#school").GetAttribute("value").ShouldBe("Хогвартс");
        page.Find("#message").TextContent.ShouldBe("Не входит");
        (await cases.ListOpenAsync(default)).ShouldBeEmpty();

        var letter = new Letter { Contact = "anna@example.ru", Message = "Не входит", School = "гимназия" };
        page = Send(letter);
        page.All(".choice").ShouldBe(["Гимназия, Западный округ", "Гимназия, Южный округ"]);
        (await cases.ListOpenAsync(default)).ShouldBeEmpty();
        letter.SchoolId = "s4";
        Send(letter).Words().ShouldContain("Письмо ушло в школу: Гимназия");
        database.Scalar("SELECT SchoolId FROM SupportCases").ShouldBe("s4");

        letter.Message = "Другое";
        letter.SchoolId = "of somebody else's list";
        Send(letter).FindAll("#school-error .error").Count.ShouldBe(1);
        letter.School = "";
        Send(letter).Find("h1").Words().ShouldStartWith("Письмо получено");
        database.Scalar("SELECT COALESCE(SchoolId, '-') FROM SupportCases WHERE Number = 2").ShouldBe("-");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            database.Dispose();
    }

    private sealed class Names : ISchoolNames
    {
        public Task<IReadOnlyList<ListedSchool>> AllAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ListedSchool>>(
            [new("s1", "Школа № 9101", null), new("s2", "Школа № 9102", null), new("s3", "Гимназия", "Западный округ"), new("s4", "Гимназия", "Южный округ")]);
    }

    private IRenderedComponent<SupportPage> Send(string? contact, string? message) => Send(new Letter { Contact = contact, Message = message });

    private IRenderedComponent<SupportPage> Send(Letter letter)
    {
        var page = Open<SupportPage>(letter.About is null ? "/support" : $"/support?about={Uri.EscapeDataString(letter.About)}");
        page.Instance.Letter = letter;
        page.Find("form").Submit();
        return page;
    }
}
