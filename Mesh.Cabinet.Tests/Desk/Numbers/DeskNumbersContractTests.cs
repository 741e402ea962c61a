using Dapper;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Desk.Numbers;
using Mesh.Cabinet.Desk.Records;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Tests.Cases;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.Desk.Numbers;

/// <summary>Numbers of cases, refusals, the directory and imports, on every database, within the operator's schools.</summary>
public sealed class DeskNumbersContractTests
{
    private static readonly CaseOperator City = CaseGround.OperatorOf("city");
    private static readonly CaseOperator First = CaseGround.OperatorOf("first", "s1");

    [Theory(DisplayName = "R53, R58: how long cases have been open and which were answered within a day, within the operator's schools; what is of no school is the city's")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Cases(DatabaseProvider provider)
    {
        using var ground = await CaseGround.OpenAsync(provider);
        var (store, time) = (new DeskNumbersStore(ground.Stores.Database, ground.Stores.Time), ground.Stores.Time);
        var start = time.GetUtcNow();
        var quick = await ground.LetterAsync("anna", "s1");
        var late = await ground.LetterAsync("boris", "s1");
        await ground.LetterAsync("vera", null);
        time.Advance(TimeSpan.FromHours(23));
        await ground.Desk.AnswerAsync(First, await ground.SeenAsync(First, quick), "Уточните", CaseState.WaitsForPerson, default);
        time.Advance(TimeSpan.FromDays(2));
        // A second answer, or the end, does not make a late one of it; a note is no answer.
        await ground.Desk.AnswerAsync(First, await ground.SeenAsync(First, quick), "Готово", CaseState.Done, default);
        await ground.Desk.NoteAsync(First, await ground.SeenAsync(First, late), "Спросил завуча", default);
        (await AnswersAsync(First)).ShouldBe("2: 1 in a day, 0 later");
        await ground.Desk.AnswerAsync(First, await ground.SeenAsync(First, late), "Готово", CaseState.WaitsForSchool, default);
        (await AnswersAsync(First)).ShouldBe("2: 1 in a day, 1 later");
        (await AnswersAsync(City)).ShouldBe("3: 1 in a day, 1 later");
        (await AnswersAsync(City, "s1")).ShouldBe("2: 1 in a day, 1 later");
        (await AnswersAsync(First, "s2")).ShouldBe("0: 0 in a day, 0 later", "a school that is not theirs");

        await ground.LetterAsync("galya", "s1");
        (await AgesAsync(First)).ShouldBe("1 1 0 0");
        (await AgesAsync(City)).ShouldBe("1 2 0 0");
        time.Advance(TimeSpan.FromDays(5));
        (await AgesAsync(City)).ShouldBe("0 0 1 2");
        (await AgesAsync(First, "s2")).ShouldBe("0 0 0 0");

        async Task<string> AnswersAsync(CaseOperator by, string? school = null)
        {
            var of = await store.AnswersAsync(by, school, start, start.AddHours(1), default);
            return $"{of.Opened}: {of.InDay} in a day, {of.Later} later";
        }

        async Task<string> AgesAsync(CaseOperator by, string? school = null)
        {
            var of = await store.AgesAsync(by, school, default);
            return $"{of.Day} {of.ThreeDays} {of.Week} {of.Longer}";
        }
    }

    [Theory(DisplayName = "R58: refusals, the directory's lag and imports, within the operator's schools; a table and its file say the same")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Others(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var clock = new MoscowClock(ground.Time);
        await using (var connection = await ground.Database.OpenAsync(default))
        {
            foreach (var (day, school, field, reason, total) in new[] { (0, "s1", "Snils", "Different", 3), (0, "", "", "NotFound", 2), (1, "s1", "Phone", "MissingAtMosRu", 4), (0, "s1", "Email", "Different", 1), (0, "s1", "", "Ended", 1), (40, "s1", "Snils", "Different", 9) })
                await connection.ExecuteAsync("INSERT INTO RefusalCounts (Day, SchoolId, Field, Reason, Total) VALUES (@Day, @school, @field, @reason, @total)", new { Day = clock.Today.AddDays(-day), school, field, reason, total });
            foreach (var (id, minutes) in new[] { ("u1", 7), ("u3", 30), ("u2", -5) })
            {
                await connection.ExecuteAsync(
                    "INSERT INTO Activations (PersonId, Id, Login, FoldedLogin, WantedLogin, AskedLogin, ReservedAt, CompletedAt, DueAt) VALUES (@id, @Number, @id, @id, @id, @id, @Now, @Now, @Due)",
                    new { id, Number = Guid.CreateVersion7(), Now = ground.Time.GetUtcNow(), Due = ground.Time.GetUtcNow().AddMinutes(-minutes) });
            }
        }

        var query = new NumbersQuery(new DeskNumbersStore(ground.Database, ground.Time), new RecordRemarksStore(ground.Database), clock);
        var refusals = (await query.FindAsync(City, "refusals", null, default))!;
        refusals.Columns.Select(column => column.Title).ShouldBe(["Номер телефона: нет на mos.ru", "СНИЛС: не совпадает", "Запись в школах не нашлась", "Остальное"]);
        refusals.Rows.Count.ShouldBe(NumbersQuery.Days);
        refusals.Rows[^1].Values.Sum().ShouldBe(7);
        refusals.Rows[^2].Values.Sum().ShouldBe(4);
        (await query.FindAsync(First, "refusals", null, default))!.Rows[^1].Values.Sum().ShouldBe(5);
        (await query.FindAsync(First, "refusals", "p1", default))!.Rows.Sum(row => row.Values.Sum()).ShouldBe(0);
        System.Text.Encoding.UTF8.GetString(refusals.ToCsv()).TrimEnd().Split("\r\n").Length.ShouldBe(1 + NumbersQuery.Days);

        (await LagAsync(City)).ShouldBe([2, 30]);
        (await LagAsync(First)).ShouldBe([1, 7]);
        (await LagAsync(City, "p1")).ShouldBe([0, 0]);

        (await query.FindAsync(City, "imports", null, default))!.Rows.ShouldHaveSingleItem().Values.ShouldBe([9, 0, 0, 0]);
        (await query.FindAsync(First, "imports", null, default))!.Rows.ShouldHaveSingleItem().Values.ShouldBe([0, 0], "what the whole city's import changed is not theirs to read");
        (await query.FindAsync(City, "nothing", null, default)).ShouldBeNull();
        foreach (var key in NumbersQuery.Keys)
            (await query.FindAsync(First, key, null, default)).ShouldNotBeNull(key).Rows.ShouldAllBe(row => row.Values.Count > 0);

        async Task<IEnumerable<long>> LagAsync(CaseOperator by, string? school = null) => (await query.FindAsync(by, "directory", school, default))!.Rows.Select(row => row.Values[0]);
    }

    [Fact]
    public void A_file_of_numbers_has_the_heads_and_every_row_and_no_formula()
    {
        var table = new NumberTable("schools", "Школы", "Школа", [new("Всего"), new("=1+1")], [new("=cmd", [7, -1]), new("Школа \"2\"", [8, 0])]) { Most = 1 };
        System.Text.Encoding.UTF8.GetString(table.ToCsv()).ShouldBe("\uFEFF\"Школа\",\"Всего\",\"'=1+1\"\r\n\"'=cmd\",\"7\",\"'-1\"\r\n\"Школа \"\"2\"\"\",\"8\",\"0\"\r\n");
    }
}
