using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Tests.Database;
using static Mesh.Cabinet.Tests.Cases.CaseGround;

namespace Mesh.Cabinet.Tests.Cases;

/// <summary>Cases as operators work on them, on every database.</summary>
public sealed class DeskCasesStoreContractTests
{
    private const int Pairs = 500;

    [Theory(DisplayName = "R58, D22: an operator finds, lists and changes exactly the cases of their own schools, and none of their own")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Scope(DatabaseProvider provider)
    {
        using var ground = await OpenAsync(provider);
        var dice = new Random(22);
        string[] schools = ["s1", "s2", "s3", "s4"];
        var operators = Enumerable.Range(0, 20).Select(number => OperatorOf($"op{number}", [.. schools.Where(_ => dice.Next(3) == 0)])).ToList();
        var cases = new List<(long Number, string? School, string Subject, string? Person)>();
        for (var index = 0; index < Pairs / operators.Count; index++)
        {
            var school = dice.Next(5) is var at && at < 4 ? schools[at] : null;
            var subject = dice.Next(4) == 0 ? operators[dice.Next(operators.Count)].Subject : $"person{index}";
            var person = dice.Next(4) == 0 ? operators[dice.Next(operators.Count)].PersonId : null;
            cases.Add((await ground.LetterAsync(subject, school, person), school, subject, person));
        }

        foreach (var by in operators)
        {
            bool IsTheirs((long Number, string? School, string Subject, string? Person) one) =>
                (by.IsCity || (one.School is { } school && by.Schools.Contains(school))) && one.Subject != by.Subject && one.Person != by.PersonId;

            var theirs = cases.Where(IsTheirs).Select(one => one.Number).ToList();
            var part = await ground.Desk.ListAsync(by, new CaseFilter(Take: 1000), default);
            part.Cases.Select(one => one.Number).Order().ShouldBe(theirs);
            part.Total.ShouldBe(theirs.Count);
            (await ground.Desk.CountAsync(by, default)).Open.ShouldBe(theirs.Count);
            foreach (var one in cases)
            {
                (await ground.Desk.FindAsync(by, one.Number, default) is not null).ShouldBe(IsTheirs(one), $"{by} {one}");
                if (!IsTheirs(one))
                    (await ground.Desk.TakeAsync(by, new DeskCase { Number = one.Number, Kind = default, State = default, Version = 0, OpenedAt = default }, default)).ShouldBeOfType<CaseChange.NotThere>();
            }
        }
    }

    [Theory(DisplayName = "R58: of many operators at once one takes the case, the others are told who has it, and nothing is overwritten")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task At_once(DatabaseProvider provider)
    {
        using var ground = await OpenAsync(provider);
        var number = await ground.LetterAsync("anna", "s1");
        var operators = Enumerable.Range(0, 12).Select(index => OperatorOf($"op{index}", "s1")).ToList();
        var seen = await Task.WhenAll(operators.Select(by => ground.SeenAsync(by, number)));
        var outcomes = await Task.WhenAll(operators.Select((by, index) => Task.Run(() => ground.Desk.AnswerAsync(by, seen[index], $"Ответ {by.Name}", CaseState.WaitsForPerson, default))));
        outcomes.OfType<CaseChange.Made>().ShouldHaveSingleItem();
        var handler = (await ground.SeenAsync(operators[0], number)).HandlerName.ShouldNotBeNull();
        outcomes.OfType<CaseChange.Meanwhile>().Select(late => late.HandlerName).Distinct().ShouldBe([handler]);
        (await ground.SeenAsync(operators[0], number)).Entries.Count.ShouldBe(2);
        ground.Letters.All.ShouldHaveSingleItem();
    }

    [Theory(DisplayName = "R53, R59: an answer stands in the person's thread and history, and word of it goes to their address; a note stays among operators")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Answered(DatabaseProvider provider)
    {
        using var ground = await OpenAsync(provider);
        var by = OperatorOf("Лариса", "s1");
        var number = await ground.LetterAsync("anna", "s1", "u1");
        (await ground.Desk.NoteAsync(by, await ground.SeenAsync(by, number), "Позвонить в школу", default)).ShouldBeOfType<CaseChange.Made>();
        (await ground.Desk.AnswerAsync(by, await ground.SeenAsync(by, number), "Школа исправила СНИЛС", CaseState.Done, default)).ShouldBeOfType<CaseChange.Made>();

        var own = (await ground.Own.FindAsync("MosRu", "anna", number, default)).ShouldNotBeNull();
        own.State.ShouldBe(CaseState.Done);
        own.Entries.Select(entry => (entry.Kind, entry.Text, entry.ByName)).ShouldBe([(CaseEntryKind.Person, "Не могу войти", null), (CaseEntryKind.Answer, "Школа исправила СНИЛС", null)]);
        (await ground.SeenAsync(by, number)).Entries.Select(entry => entry.Text).ShouldBe(["Не могу войти", "Позвонить в школу", "Школа исправила СНИЛС"]);
        var letter = ground.Letters.All.ShouldHaveSingleItem();
        letter.To.ShouldBe("anna@example.ru");
        letter.Text.ShouldContain($"https://mesh.example/cabinet/requests/{number}");
        letter.Text.ShouldNotContain("Школа исправила СНИЛС", Case.Sensitive, "what was written is read after signing in");
        (await ground.Stores.AuditAsync("u1")).ShouldBe([$"case-answered {number}"]);
        (await ground.Desk.NoteAsync(by, await ground.SeenAsync(by, number), "Поздно", default)).ShouldBeOfType<CaseChange.Meanwhile>("it is closed");
    }

    [Theory(DisplayName = "R58: an act that asks something of the school leaves the case with the school, and tells so in its thread")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Asked_of_the_school(DatabaseProvider provider)
    {
        using var ground = await OpenAsync(provider);
        var by = OperatorOf("Лариса", "s1");
        var number = await ground.LetterAsync("anna", "s1", "u1");
        (await ground.Desk.ActedAsync(by, await ground.SeenAsync(by, number), "Убрать связь", isDone: false, default, CaseState.WaitsForSchool)).ShouldBeOfType<CaseChange.Made>();
        (await ground.SeenAsync(by, number)).State.ShouldBe(CaseState.WaitsForSchool);
        (await ground.Desk.ActedAsync(by, await ground.SeenAsync(by, number), "Позвонили", isDone: false, default)).ShouldBeOfType<CaseChange.Made>();
        (await ground.SeenAsync(by, number)).State.ShouldBe(CaseState.WaitsForSchool, "nothing was said of whose turn it is");
        (await ground.Own.FindAsync("MosRu", "anna", number, default))!.Entries.Select(entry => entry.Text).ShouldContain("Убрать связь");
    }

    [Theory(DisplayName = "R53: what a letter is about is kept with it; a letter of a known record is proven, any other is not")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Matter(DatabaseProvider provider)
    {
        using var ground = await OpenAsync(provider);
        var by = OperatorOf("Лариса", "s1");
        var stranger = await ground.Cases.OpenAsync(new SupportCaseDraft { Kind = SupportCaseKind.Message, SchoolId = "s1", Matter = "help-wifi", Message = "Не входит" }, default);
        (await ground.SeenAsync(by, stranger)).Matter.ShouldBe("help-wifi");
        (await ground.SeenAsync(by, stranger)).IsUnproven.ShouldBeTrue();
        (await ground.SeenAsync(by, await ground.LetterAsync("anna", "s1"))).IsUnproven.ShouldBeTrue("signed in, and known to no record");
        var known = await ground.LetterAsync("boris", "s1", "u1");
        (await ground.SeenAsync(by, known)).IsUnproven.ShouldBeFalse();
        (await ground.Own.FindAsync("MosRu", "boris", known, default))!.Matter.ShouldBeNull();
        (await ground.Desk.FindAsync(OperatorOf("other", "s2"), stranger, default)).ShouldBeNull("another school has not been named");
    }

    [Theory(DisplayName = "R53: a stranger's letter is answered by a letter that holds the answer, and goes to the city where it names no school")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Stranger(DatabaseProvider provider)
    {
        using var ground = await OpenAsync(provider);
        var number = await ground.Cases.OpenAsync(new SupportCaseDraft { Kind = SupportCaseKind.Message, AnswerTo = "some@example.ru", Message = "<b>Кто там</b>" }, default);
        (await ground.Desk.FindAsync(OperatorOf("school", "s1"), number, default)).ShouldBeNull();
        var city = OperatorOf("city");
        await ground.Desk.AnswerAsync(city, await ground.SeenAsync(city, number), "Это мы", CaseState.Done, default);
        var letter = ground.Letters.All.ShouldHaveSingleItem();
        letter.Text.ShouldContain("Это мы");
        letter.Text.ShouldContain($"https://mesh.example/support?about=case-{number}", Case.Sensitive, "the next letter says which one it goes on about");
    }

    [Theory(DisplayName = "R53: a reply opens a case that was closed within fourteen days, and is refused later; nobody replies to another's, and none without end")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Replies(DatabaseProvider provider)
    {
        using var ground = await OpenAsync(provider);
        var by = OperatorOf("Лариса", "s1");
        var number = await ground.LetterAsync("anna", "s1");
        (await ground.Own.ReplyAsync("MosRu", "boris", number, "Это моё", default)).ShouldBeOfType<ReplyOutcome.NotThere>();
        (await ground.Own.FindAsync("MosRu", "boris", number, default)).ShouldBeNull();

        await ground.Desk.AnswerAsync(by, await ground.SeenAsync(by, number), "Готово", CaseState.Done, default);
        ground.Stores.Time.Advance(OwnCase.ReopenedFor - TimeSpan.FromMinutes(1));
        (await ground.Own.ReplyAsync("MosRu", "anna", number, "Не готово", default)).ShouldBeOfType<ReplyOutcome.Sent>();
        (await ground.SeenAsync(by, number)).State.ShouldBe(CaseState.Open);

        for (var reply = 1; reply < OwnCasesStore.MostReplies; reply++)
            (await ground.Own.ReplyAsync("MosRu", "anna", number, $"{reply}", default)).ShouldBeOfType<ReplyOutcome.Sent>();
        (await ground.Own.ReplyAsync("MosRu", "anna", number, "ещё", default)).ShouldBeOfType<ReplyOutcome.Full>();

        await ground.Desk.AnswerAsync(by, await ground.SeenAsync(by, number), "Теперь готово", CaseState.Done, default);
        ground.Stores.Time.Advance(OwnCase.ReopenedFor);
        (await ground.Own.ReplyAsync("MosRu", "anna", number, "Поздно", default)).ShouldBeOfType<ReplyOutcome.Over>();
    }

    [Theory(DisplayName = "R53: what an import mends closes the case once, with word to the person; what it does not mend waits for the next")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Mended(DatabaseProvider provider)
    {
        using var ground = await OpenAsync(provider);
        var draft = new SupportCaseDraft { Kind = SupportCaseKind.AccessRequest, Provider = "MosRu", Subject = "anna", AnswerTo = "anna@example.ru", Profile = "{}", OpenKey = "key" };
        var number = await ground.Cases.OpenAsync(draft, default);
        (await ground.Waiting.NextAsync(ground.Stores.Time.GetUtcNow(), default)).ShouldBeEmpty("it came after the import");

        ground.Stores.Time.Advance(TimeSpan.FromHours(1));
        var imported = ground.Stores.Time.GetUtcNow();
        var waiting = (await ground.Waiting.NextAsync(imported, default)).ShouldHaveSingleItem();
        waiting.ShouldBe(new WaitingCase(number, "key", "{}"));
        await ground.Waiting.LookedAsync(waiting, imported, default);
        (await ground.Waiting.NextAsync(imported, default)).ShouldBeEmpty();
        (await ground.Waiting.NextAsync(imported.AddHours(1), default)).ShouldHaveSingleItem();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => ground.Waiting.SettleAsync(waiting, "Исправлено", ["ANNA@example.ru", "mother@example.ru"], default))));
        ground.Letters.All.Select(letter => letter.To).ShouldBe(["ANNA@example.ru", "mother@example.ru"], "one letter to each address");
        ground.Letters.All.ShouldAllBe(letter => letter.Kind == "access" && letter.Subject == "Доступ в МЭШ открыт" && letter.Account == "MosRu/anna");
        var own = (await ground.Own.FindAsync("MosRu", "anna", number, default)).ShouldNotBeNull();
        (own.State, own.Entries.Count).ShouldBe((CaseState.Done, 1));
        (await ground.Cases.OpenAsync(draft, default)).ShouldNotBe(number, "the question may come anew");
    }
}
