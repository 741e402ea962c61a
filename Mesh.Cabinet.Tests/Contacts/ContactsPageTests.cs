using Bunit;
using Mesh.Cabinet.Contacts;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.Contacts;

/// <summary>What the school holds, over real records: a student u1 with a mother u2, who is a parent.</summary>
public sealed class ContactsPageTests : PageContext
{
    private const string Phone = "+79161234567";
    private readonly TestRoster roster = new();
    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);
    private readonly SupportCaseStore cases;
    private readonly DraftStore drafts;

    public ContactsPageTests()
    {
        var database = roster.Database.Database;
        cases = new SupportCaseStore(database, roster.Database.Protection, time);
        Services.AddSingleton<ISchoolRecords>(roster.Records).AddSingleton<IRecordChanges>(new RecordChangesStore(database)).AddSingleton(new MoscowClock(time));
        Services.AddScoped<ContactsQuery>();
        drafts = new DraftStore(database, roster.Database.Protection, time);
        Services.AddSingleton<IDrafts>(drafts).AddSingleton<TimeProvider>(time);
        Services.AddSingleton(new ContactRequests(cases, time)).AddSingleton(new ShownContactsStore(database, time));
        Signed = People.Session() with { Browser = "Браузер", ConfirmedAt = time.GetUtcNow(), Profile = Profile() with { FamilyName = "Петрова", Phone = Phone, Email = "anna@example.ru" } };
        Services.AddSingleton<TimeProvider>(time);
    }

    [Fact(DisplayName = "R35: contacts are masked, shown on request, and the showing is on record")]
    public async Task Masked_and_shown()
    {
        await StudentAsync(Phone, "anna@example.ru");
        var page = Open<ContactsPage>("/cabinet/contacts");
        page.Words().ShouldContain("•••-••-67");
        page.Words().ShouldNotContain("123-45-67");
        (await CountAsync()).ShouldBe("0");

        page.Link("Показать полностью").ShouldBe("/cabinet/contacts/full");
        page.FindAll("a").Single(link => link.Words() == "Показать полностью").Click();
        page.Words().ShouldContain("+7 916 123-45-67");
        (await CountAsync()).ShouldBe("1");
        page.FindAll("button").Single(button => button.Words() == "Скрыть").Click();
        page.Words().ShouldNotContain("123-45-67");
        Address.ShouldBe("/cabinet/contacts");
    }

    [Fact(DisplayName = "R35, D20: whoever has not typed the password just now is asked for it before a contact is shown in full, from either page")]
    public async Task Not_fresh()
    {
        await StudentAsync(Phone, "anna@example.ru");
        var page = Open<ContactsPage>("/cabinet/contacts");
        time.Advance(Mesh.Cabinet.Shell.Session.FreshFor);
        page.FindAll("a").Single(link => link.Words() == "Показать полностью").Click();
        page.Words().ShouldNotContain("123-45-67");
        Asked();
        Open<FullContactsPage>("/cabinet/contacts/full").Words().ShouldNotContain("123-45-67");
        Asked();
        (await CountAsync()).ShouldBe("0");

        void Asked()
        {
            var last = ((Bunit.TestDoubles.BunitNavigationManager)Navigation).History.First();
            (last.Uri, last.Options.ForceLoad).ShouldBe(("/cabinet/contacts/full", true), "the address itself asks for the password");
        }
    }

    [Fact(DisplayName = "R35: who comes back from typing the password finds the contacts in full on a page of their own, on record too")]
    public async Task Shown_after_the_password()
    {
        await StudentAsync(Phone, "anna@example.ru");
        var full = Open<FullContactsPage>("/cabinet/contacts/full");
        full.Words().ShouldContain("+7 916 123-45-67");
        full.Link("Скрыть").ShouldBe("/cabinet/contacts");
        (await CountAsync()).ShouldBe("1");
    }

    [Fact(DisplayName = "R35: where the school and mos.ru agree nobody has to mend anything, and the source is named")]
    public async Task Agrees()
    {
        await StudentAsync(Phone, "anna@example.ru");
        var page = Open<ContactsPage>("/cabinet/contacts");
        page.FindAll(".warn").ShouldBeEmpty();
        page.Words().ShouldContain("Откуда: АИС «Зачисление в ОУ». По данным школы на ");
    }

    [Theory(DisplayName = "R35, D16: where they differ the line says so and who mends it, by the register of the role")]
    [InlineData("teacher", "школа, в базе сотрудников (Кадры)")]
    [InlineData("student", "школа, в школьной записи (АИС «Зачисление в ОУ»)")]
    public async Task Differs(string role, string mender)
    {
        await StudentAsync("+79160000000", "");
        Allowed = Access((await roster.Records.FindAsync("u1", default))!, role == "teacher" ? Staff() : Student());
        var page = Open<ContactsPage>("/cabinet/contacts");
        page.All(".differs .warn p:first-child").ShouldBe(
            ["На mos.ru указан другой телефон. Решите, какой верный: его и оставьте в обоих местах.", "В школе почта не записана. Попросите её добавить."]);
        page.All(".mender").ShouldBe([$"Кто исправляет: сначала вы, на mos.ru. Если там всё верно: {mender}.", $"Кто исправляет: {mender}"]);
    }

    [Fact(DisplayName = "R35, D20: the request begins with what mos.ru vouches for and the school lacks, and tells no number before the password was typed")]
    public async Task Begun()
    {
        await StudentAsync("+79160000000", "");
        var text = Open<ContactsPage>("/cabinet/contacts").Find("textarea").GetAttribute("value");
        text.ShouldBe("Запишите, пожалуйста, как у меня на mos.ru: телефон и электронную почту.");
        await StudentAsync(Phone, "anna@example.ru");
        Open<ContactsPage>("/cabinet/contacts").Find("textarea").GetAttribute("value").ShouldBeNullOrEmpty();
    }

    [Fact(DisplayName = "R35: a student sees who represents them, and of their contacts only masks")]
    public async Task Representatives()
    {
        await StudentAsync(Phone, "anna@example.ru");
        var page = Open<ContactsPage>("/cabinet/contacts");
        page.All(".people li").ShouldBe(["Петрова Мария Ивановна родитель +• ••• •••-••-11, m•••@e•••"]);
        Open<FullContactsPage>("/cabinet/contacts/full").Words().ShouldNotContain("000-00-11");
    }

    [Fact(DisplayName = "R35: a request to the school is sent once, and answered by the next change of the record")]
    public async Task Asking()
    {
        await StudentAsync(Phone, "anna@example.ru");
        var page = Open<ContactsPage>("/cabinet/contacts");
        await SendAsync(page);
        page.Find(".mud-input-error .mud-input-helper-text").Words().ShouldBe("Напишите, что исправить.");
        await TypeAsync(page, "Запишите новый телефон");
        await SendAsync(page);
        page.Find(".good").Words().ShouldStartWith("Просьба № 1 отправлена.");
        Open<ContactsPage>("/cabinet/contacts").Find(".good").Words().ShouldStartWith("Просьба № 1 отправлена.");
        (await cases.ListOpenAsync(default)).Single().Kind.ShouldBe(SupportCaseKind.ContactsRequest);

        roster.Users[0] = roster.Users[0].Replace(Phone, "+79163333333", StringComparison.Ordinal);
        await roster.CountAsync();
        var after = Open<ContactsPage>("/cabinet/contacts");
        after.Find(".good").Words().ShouldStartWith("Школа обновила вашу запись после просьбы № 1.");
        after.FindAll("textarea").Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_typed_and_not_sent_stands_there_again_and_is_gone_when_it_is_sent()
    {
        await StudentAsync("+79160000000", "");
        var page = Open<ContactsPage>("/cabinet/contacts");
        page.Words().ShouldNotContain("Здесь то, что вы начали писать");
        await TypeAsync(page, "Запиш");
        await TypeAsync(page, "Запишите новый");
        (await drafts.FindAsync(Signed!, ContactRequest.Form, default)).ShouldBeNull("the person is typing");
        time.Advance(TypingPause.Length);
        await page.WaitForAssertionAsync(() => drafts.FindAsync(Signed!, ContactRequest.Form, default).Result.ShouldBe("Запишите новый"));

        var again = Open<ContactsPage>("/cabinet/contacts");
        again.Find("textarea").GetAttribute("value").ShouldBe("Запишите новый");
        again.Words().ShouldContain("Здесь то, что вы начали писать и не отправили.");
        await SendAsync(again);
        again.Find(".good[role=status]").Words().ShouldStartWith("Просьба № 1 отправлена.");
        (await drafts.FindAsync(Signed!, ContactRequest.Form, default)).ShouldBeNull();
    }

    [Fact(DisplayName = "R35: what mos.ru vouches for and the school lacks is asked for in one tap beside it, and then it says so there")]
    public async Task Asked_in_one_tap()
    {
        await StudentAsync("+79160000000", "");
        var page = Open<ContactsPage>("/cabinet/contacts");
        Beside(page).ShouldBe(["Попросить школу записать, как на mos.ru", "Попросить школу записать, как на mos.ru"]);
        page.All(".mud-button-filled").ShouldHaveSingleItem("one step is the next");
        await page.Find("[aria-labelledby=contacts-Email] button").ClickAsync();
        var own = new OwnCasesStore(roster.Database.Database, roster.Database.Protection, new CaseEntriesStore(roster.Database.Protection), time);
        (await own.FindAsync(Signed!.Profile.Provider, Signed.Profile.Subject, 1, default))!.Entries[0].Text.ShouldNotBeNull()
            .ShouldEndWith("Запишите, пожалуйста, как у меня на mos.ru: телефон и электронную почту.");
        Beside(page).ShouldBeEmpty();
        page.All(".differs .good").ShouldBe(["Школу уже попросили: просьба № 1.", "Школу уже попросили: просьба № 1."]);
    }

    [Fact]
    public async Task What_somebody_has_typed_already_is_not_sent_by_the_button_beside_but_looked_at()
    {
        await StudentAsync("+79160000000", "");
        var page = Open<ContactsPage>("/cabinet/contacts");
        await TypeAsync(page, "Запишите третий");
        await page.Find("[aria-labelledby=contacts-Phone] button").ClickAsync();
        (await cases.ListOpenAsync(default)).ShouldBeEmpty();
        page.Find("textarea").GetAttribute("value").ShouldBe("Запишите третий");
    }

    [Fact(DisplayName = "R35: where nobody represents a student, the button beside begins the request")]
    public async Task No_representatives()
    {
        roster.Users = [$"u1,,,Петрова,Анна,Сергеевна,anna@example.ru,{Phone},"];
        roster.Roles = ["r1,u1,primary,student,,,s1,"];
        await roster.CountAsync();
        Allowed = Access((await roster.Records.FindAsync("u1", default))!, Student());
        var page = Open<ContactsPage>("/cabinet/contacts");
        await page.Find("[aria-labelledby=representatives] button").ClickAsync();
        page.Find("textarea").GetAttribute("value").ShouldStartWith("Запишите, пожалуйста, моих родителей или представителей");
        (await cases.ListOpenAsync(default)).ShouldBeEmpty("their names have to be typed");
    }

    [Fact]
    public async Task Too_long_a_request_is_refused_and_stays_in_the_field()
    {
        await StudentAsync(Phone, "anna@example.ru");
        var page = Open<ContactsPage>("/cabinet/contacts");
        var text = new string('а', ContactRequest.MaxLength + 1);
        await TypeAsync(page, text);
        await SendAsync(page);
        page.Find(".mud-input-error .mud-input-helper-text").Words().ShouldBe("Слишком длинно: уместите в 1000 знаков.");
        page.Find("textarea").GetAttribute("value").ShouldBe(text);
        (await cases.ListOpenAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public void Who_has_no_role_is_led_to_the_diagnosis()
    {
        Allowed = Nobody();
        Open<ContactsPage>("/cabinet/contacts").FindAll(".card").ShouldBeEmpty();
        Address.ShouldBe("/access");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            roster.Dispose();
    }

    private static IEnumerable<string> Beside(IRenderedComponent<ContactsPage> page) => page.All(".differs button");

    // Nobody waits for the pause after each key.
    private static Task TypeAsync(IRenderedComponent<ContactsPage> page, string text)
    {
        _ = page.Find("textarea").InputAsync(text);
        return Task.CompletedTask;
    }

    private static Task SendAsync(IRenderedComponent<ContactsPage> page) => page.FindAll("button").Single(button => button.Words() == "Отправить просьбу").ClickAsync();

    private async Task StudentAsync(string phone, string email)
    {
        roster.Users = [$"u1,,,Петрова,Анна,Сергеевна,{email},{phone},u2", "u2,,,Петрова,Мария,Ивановна,maria@example.ru,+79160000011,u1"];
        roster.Roles = ["r1,u1,primary,student,,,s1,", "r2,u2,primary,parent,,,s1,"];
        await roster.CountAsync();
        Allowed = Access((await roster.Records.FindAsync("u1", default))!, Student());
    }

    private async Task<string> CountAsync()
    {
        await using var connection = await roster.Database.Database.OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM AuditTrail WHERE Event = 'contacts-shown' AND PersonId = 'u1' AND Subject = 'anna' AND Device = 'Браузер'";
        return $"{await command.ExecuteScalarAsync()}";
    }
}
