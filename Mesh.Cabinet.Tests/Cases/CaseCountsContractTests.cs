using Dapper;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Tests.Database;
using static Mesh.Cabinet.Tests.Cases.CaseGround;

namespace Mesh.Cabinet.Tests.Cases;

/// <summary>Counts of cases are kept, not counted: whatever becomes of a case, they are those that counting would find.</summary>
public sealed class CaseCountsContractTests
{
    private static readonly SupportCaseKind[] Kinds = [SupportCaseKind.Message, SupportCaseKind.NotMe, SupportCaseKind.ContactsRequest];
    private static readonly string?[] Schools = ["s1", "s2", "s3", null];

    [Theory(DisplayName = "R58: opened, answered, closed, opened again, settled by a rule, moved and erased in any order, cases are counted as they are, for each operator and each filter")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Kept(DatabaseProvider provider)
    {
        using var ground = await OpenAsync(provider);
        var dice = new Random(58);
        var city = OperatorOf("city");
        CaseOperator[] operators = [city, OperatorOf("one", "s1"), OperatorOf("two", "s1", "s3"), OperatorOf("none", "s9")];
        var numbers = new List<long>();
        for (var step = 0; step < 120; step++)
        {
            ground.Stores.Time.Advance(TimeSpan.FromHours(dice.Next(1, 9)));
            if (numbers.Count < 10 || dice.Next(3) == 0)
            {
                var own = dice.Next(6) == 0 ? operators[dice.Next(3)] : null;
                numbers.Add(await ground.Cases.OpenAsync(new SupportCaseDraft
                {
                    Kind = Kinds[dice.Next(Kinds.Length)], SchoolId = Schools[dice.Next(Schools.Length)], Provider = "MosRu", Subject = own?.Subject ?? $"person{step}", PersonId = dice.Next(4) == 0 ? own?.PersonId ?? "u1" : null,
                    OpenKey = $"key/{step}/u1", Profile = "{}", Message = "Письмо",
                }, default));
            }
            else
            {
                await ChangeAsync(ground, city, numbers[dice.Next(numbers.Count)], dice.Next(8));
            }

            if (step % 10 == 9)
            {
                foreach (var by in operators)
                    await AgreesAsync(ground, by);
            }
        }

        await using (var connection = await ground.Stores.Database.OpenAsync(default))
            await connection.ExecuteAsync("DELETE FROM SupportCases");
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM CaseCounts")).ShouldBe("0", "nothing is left of what is gone");
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM SchoolCaseCounts")).ShouldBe("0");
    }

    [Fact(DisplayName = "R58: what is urgent comes before all others, then whatever is to be answered first; what is done from the latest; a list of a kind likewise")]
    public async Task In_order()
    {
        using var ground = await OpenAsync(DatabaseProvider.Sqlite);
        var by = OperatorOf("one", "s1");
        async Task<long> Open(SupportCaseKind kind) => await ground.Cases.OpenAsync(new SupportCaseDraft { Kind = kind, SchoolId = "s1", Provider = "MosRu", Subject = Guid.NewGuid().ToString() }, default);
        var (slow, letter, urgent) = (await Open(SupportCaseKind.ContactsRequest), await Open(SupportCaseKind.Message), 0L);
        ground.Stores.Time.Advance(TimeSpan.FromDays(3));
        urgent = await Open(SupportCaseKind.NotMe);
        var later = await Open(SupportCaseKind.Message);
        async Task<IEnumerable<long>> List(CaseFilter filter) => (await ground.Desk.ListAsync(by, filter, default)).Cases.Select(one => one.Number);
        (await List(new())).ShouldBe([urgent, letter, later, slow]);
        (await List(new(Kind: SupportCaseKind.Message))).ShouldBe([letter, later]);
        (await List(new(NewestFirst: true))).ShouldBe([later, urgent, letter, slow]);
        foreach (var number in new[] { later, slow })
            await ground.Desk.AnswerAsync(by, await ground.SeenAsync(by, number), "Готово", CaseState.Done, default);
        (await List(new(State: CaseState.Done))).ShouldBe([later, slow]);
        (await List(new(Mine: true, State: CaseState.Done))).ShouldBe([later, slow]);
        (await List(new(Number: slow))).ShouldBe([slow]);
    }

    [Theory(DisplayName = "R58: the first page of a list is the beginning of an index, whatever it is asked for: nothing is sorted, and no case that is not shown is read")]
    [InlineData(true, "", "IX_SupportCases_InOrder")]
    [InlineData(false, "", "IX_SupportCases_SchoolInOrder")]
    [InlineData(true, "kind", "IX_SupportCases_KindInOrder")]
    public async Task By_an_index(bool isCity, string filter, string index)
    {
        using var ground = await OpenAsync(DatabaseProvider.Sqlite);
        var by = isCity ? OperatorOf("city") : OperatorOf("one", "s1");
        var wanted = new CaseFilter(Kind: filter.Length > 0 ? SupportCaseKind.Message : null);
        await using var connection = await ground.Stores.Database.OpenAsync(default);
        var plan = string.Join('\n', (await connection.QueryAsync($"EXPLAIN QUERY PLAN SELECT Number FROM SupportCases WHERE {CaseListSql.Scope(by)} AND {CaseListSql.Wanted(wanted)} ORDER BY {CaseListSql.Order(wanted)} LIMIT 25", new { OneSchool = "s1", Kind = "Message" }))
            .Select(row => (string)row.detail));
        plan.ShouldContain(index);
        plan.ShouldNotContain("TEMP B-TREE");
    }

    private static async Task ChangeAsync(CaseGround ground, CaseOperator by, long number, int how)
    {
        if (await ground.Desk.FindAsync(by, number, default) is not { } seen)
            return;
        switch (how)
        {
            case 0:
                await ground.Desk.AnswerAsync(by, seen, "Ответ", CaseState.WaitsForPerson, default);
                break;
            case 1:
                await ground.Desk.ActedAsync(by, seen, "Сделано", isDone: false, default, CaseState.WaitsForSchool);
                break;
            case 2:
                await ground.Desk.AnswerAsync(by, seen, "Готово", CaseState.Done, default);
                break;
            case 3:
                await ground.Own.ReplyAsync("MosRu", seen.Subject!, number, "Ещё нет", default);
                break;
            case 4:
                await ground.Waiting.SettleAsync(new WaitingCase(number, "", ""), "Исправлено", [], default);
                break;
            case 5:
                await ground.Cases.AnswerAsync([await ground.Stores.ScalarAsync($"SELECT OpenKey FROM SupportCases WHERE Number = {number}")], default);
                break;
            case 6:
                await ground.Desk.TakeAsync(by, seen, default);
                break;
            default:
                await using (var connection = await ground.Stores.Database.OpenAsync(default))
                    await connection.ExecuteAsync("DELETE FROM SupportCases WHERE Number = @number", new { number });
                break;
        }
    }

    private static async Task AgreesAsync(CaseGround ground, CaseOperator by)
    {
        var all = (await ground.Desk.ListAsync(by, new CaseFilter(Take: 1000), default)).Cases;
        var done = (await ground.Desk.ListAsync(by, new CaseFilter(State: CaseState.Done, Take: 1000), default)).Cases;
        var now = ground.Stores.Time.GetUtcNow();
        (await ground.Desk.CountAsync(by, default)).ShouldBe(new CaseCounts
        {
            Open = all.Count(one => one.State is CaseState.Open), Late = all.Count(one => one.IsLate(now)), Mine = all.Count(one => one.HandlerKey == by.Key), Waiting = all.Count(one => one.State is not CaseState.Open),
        });
        foreach (var kind in Kinds.Select(kind => (SupportCaseKind?)kind).Append(null))
        {
            foreach (var state in Enum.GetValues<CaseState>().Select(state => (CaseState?)state).Append(null))
            {
                foreach (var school in Schools)
                {
                    var expected = (state is CaseState.Done ? done : all).Count(one => (kind is null || one.Kind == kind) && (state is null || one.State == state) && (school is null || one.SchoolId == school));
                    (await ground.Desk.ListAsync(by, new CaseFilter(kind, state, SchoolId: school, Take: 1), default)).Total.ShouldBe(expected, $"{by} {kind} {state} {school}");
                }
            }
        }
    }
}
