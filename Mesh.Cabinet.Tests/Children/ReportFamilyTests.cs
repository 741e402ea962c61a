using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Children;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Tests.Cases;

namespace Mesh.Cabinet.Tests.Children;

/// <summary>What parents say of their list, over real records.</summary>
public sealed class ReportFamilyTests : IDisposable
{
    private readonly FamilyGround ground = FamilyGround.SmallAsync().GetAwaiter().GetResult();

    public void Dispose() => ground.Dispose();

    [Fact(DisplayName = "R38: a child whom the list lacks is a case of the parent's school, or of the one that the parent names; one a child")]
    public async Task Missing()
    {
        var session = FamilyGround.SessionOf(0);
        var first = await OpenedAsync(ground.Report.MissingAsync(session, new() { Name = "Взрослов Пётр", Class = "5-Б" }, null, default));
        (await ground.ScalarAsync($"SELECT Kind || '/' || PersonId || '/' || SchoolId || '/' || Subject FROM SupportCases WHERE Number = {first}")).ShouldBe("ChildMissing/adult-0/school-1/subject-0");
        (await OpenedAsync(ground.Report.MissingAsync(session, new() { Name = " взрослов  Петр " }, null, default))).ShouldBe(first);
        var second = await OpenedAsync(ground.Report.MissingAsync(session, new() { Name = "Взрослова Анна" }, new ListedSchool("school-2", "Школа 2", null), default));
        second.ShouldNotBe(first);
        (await ground.ScalarAsync($"SELECT SchoolId FROM SupportCases WHERE Number = {second}")).ShouldBe("school-2");
        var other = await OpenedAsync(ground.Report.MissingAsync(FamilyGround.SessionOf(1), new() { Name = "Взрослов Пётр" }, null, default));
        other.ShouldNotBe(first, "another parent's case is that parent's");
        (await SeenAsync(first)).Entries.Single().Text.ShouldBe("Ребёнок: Взрослов Пётр\nКласс: 5-Б\nШкола: не указано");
    }

    [Fact(DisplayName = "R53: whom no record knows sends the school that is named nothing but the letter")]
    public async Task Unknown()
    {
        var stranger = FamilyGround.SessionOf(77);
        var number = await OpenedAsync(ground.Report.MissingAsync(stranger, new() { Name = "Некто Пётр" }, new ListedSchool("school-1", "Школа 1", null), default));
        (await ground.ScalarAsync($"SELECT COALESCE(PersonId, '-') || '/' || SchoolId || '/' || COALESCE(MosRuLogin, '-') FROM SupportCases WHERE Number = {number}")).ShouldBe("-/school-1/-");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM SupportCases WHERE ProfileProtected IS NOT NULL")).ShouldBe("0");
    }

    [Fact(DisplayName = "R38, E27: «Это не мой ребёнок» opens one case of the child's school, and hides nothing")]
    public async Task Not_mine()
    {
        var session = FamilyGround.SessionOf(0);
        (await ground.Report.FindNotMineAsync(session, "child-0", default)).ShouldBeNull();
        var number = await OpenedAsync(ground.Report.NotMineAsync(session, "child-0", default));
        (await OpenedAsync(ground.Report.NotMineAsync(session, "child-0", default))).ShouldBe(number);
        (await ground.Report.FindNotMineAsync(session, "child-0", default)).ShouldBe(number);
        (await ground.Report.FindNotMineAsync(FamilyGround.SessionOf(1), "child-0", default)).ShouldBeNull();
        (await ground.ScalarAsync("SELECT Kind || '/' || PersonId || '/' || About || '/' || SchoolId FROM SupportCases")).ShouldBe("NotMyChild/adult-0/child-0/school-1");
        (await SeenAsync(number)).DueAt.ShouldBe(ground.Time.GetUtcNow() + TimeSpan.FromDays(1));
        (await ground.Mine.ListAsync(session, default)).Select(child => child.Id).ShouldBe(["child-0"]);
    }

    [Theory(DisplayName = "E27: of a child who is not there, or not this person's, nothing can be said")]
    [InlineData(3, "child-0")]
    [InlineData(0, "nobody")]
    public async Task Foreign(int adult, string child)
    {
        (await ground.Report.NotMineAsync(FamilyGround.SessionOf(adult), child, default)).ShouldBeOfType<ReportOutcome.NotThere>();
        (await ground.ScalarAsync("SELECT COUNT(*) FROM SupportCases")).ShouldBe("0");
    }

    [Fact(DisplayName = "E55: words about children and letters of one account share one bound")]
    public async Task Bound()
    {
        var session = FamilyGround.SessionOf(0);
        for (var number = 0; number < LetterLimits.OfAccount; number++)
            await OpenedAsync(ground.Report.MissingAsync(session, new() { Name = $"Имя {number}" }, null, default));
        (await ground.Report.MissingAsync(session, new() { Name = "Ещё одно" }, null, default)).ShouldBeOfType<ReportOutcome.Full>();
        (await ground.Report.NotMineAsync(session, "child-0", default)).ShouldBeOfType<ReportOutcome.Full>();
        (await ground.Report.MissingAsync(session, new() { Name = "Имя 0" }, null, default)).ShouldBeOfType<ReportOutcome.Opened>("it is open already");
        (await ground.Report.NotMineAsync(FamilyGround.SessionOf(1), "child-0", default)).ShouldBeOfType<ReportOutcome.Opened>();
    }

    [Fact(DisplayName = "R58: the operator sees the two records and in which of them the tie stands, and tells the school what to mend")]
    public async Task Facts()
    {
        var number = await OpenedAsync(ground.Report.NotMineAsync(FamilyGround.SessionOf(0), "child-0", default));
        var facts = new FamilyFacts(ground.Records, ground.Families, ground.Clock);
        var tell = new TellSchool(ground.Records);
        var by = CaseGround.OperatorOf("op", "school-1");
        var open = await SeenAsync(number);

        var groups = await facts.FindAsync(by, open, default);
        groups.Select(group => group.Title).ShouldBe(["Запись взрослого", "Запись ребёнка", "Связь"]);
        groups[2].Facts.Single().AtSchool.ShouldBe("в записи ребёнка назван взрослый");
        groups[0].Facts.Select(fact => fact.AtSchool).ShouldContain("adult-0");
        groups[0].Facts.Select(fact => fact.AtSchool).ShouldContain("родитель, Школа 1");
        (await tell.ChoicesAsync(null!, open, default)).ShouldNotBeNull().Single().Words.ShouldBe("Школе нужно убрать взрослого из записи ребёнка.");
        (await tell.ActAsync(by, open, "", "Проверено", default)).ShouldBe(new CaseActOutcome.Done("Школе нужно убрать взрослого из записи ребёнка.", EndsCase: false, CaseState.WaitsForSchool));
        (await tell.ChoicesAsync(null!, open with { State = CaseState.WaitsForSchool }, default)).ShouldBeNull("it was told already");

        var elsewhere = await facts.FindAsync(CaseGround.OperatorOf("op", "school-9"), open, default);
        elsewhere.SelectMany(group => group.Facts).Select(fact => fact.AtSchool).ShouldNotContain(words => words!.Contains("Взрослов") || words.Contains("Школа"));

        await ground.ExecuteAsync("DELETE FROM PersonAgents");
        (await tell.ChoicesAsync(null!, open, default)).ShouldBeNull("nothing is left to be mended");
        (await tell.ActAsync(by, open, "", "Проверено", default)).ShouldBeOfType<CaseActOutcome.Refused>();
    }

    [Theory]
    [InlineData(true, false, TieDirection.InAdult)]
    [InlineData(false, true, TieDirection.InChild)]
    [InlineData(true, true, TieDirection.Both)]
    [InlineData(false, false, TieDirection.None)]
    public void A_tie_stands_in_the_record_that_names_the_other(bool inAdult, bool inChild, object direction) =>
        FamilyFacts.Direction(
            Doubles.People.Record("adult") with { AgentIds = inAdult ? ["child"] : [] }, Doubles.People.Record("child") with { AgentIds = inChild ? ["adult"] : [] }).ShouldBe((TieDirection)direction);

    private static async Task<long> OpenedAsync(Task<ReportOutcome> report) => (await report).ShouldBeOfType<ReportOutcome.Opened>().Number;

    private async Task<DeskCase> SeenAsync(long number)
    {
        var writer = new CaseLetters(Microsoft.Extensions.Options.Options.Create(new Mesh.Cabinet.Shell.SiteOptions()));
        var desk = new DeskCasesStore(ground.Database, ground.Protection, new CaseEntriesStore(ground.Protection), new CaseCountsStore(ground.Database, ground.Time), writer, ground.Letters, ground.Time);
        return (await desk.FindAsync(CaseGround.OperatorOf("city"), number, default)).ShouldNotBeNull();
    }
}
