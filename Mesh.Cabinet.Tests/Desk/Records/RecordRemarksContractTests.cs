using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Desk.Records;
using Mesh.Cabinet.SchoolRecords.Import.Staging;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Cabinet.Tests.Desk.Records;

/// <summary>What an import refused or left out, as operators find it, on every database: u1 and u2 are of school s1.</summary>
public sealed class RecordRemarksContractTests
{
    private static CaseOperator Of(params string[] schools) => new() { Key = "operator", Name = "Оператор", Schools = schools, Provider = "MosRu", Subject = "operator", PersonId = "operator" };

    private static CaseOperator City => Of() with { IsCity = true };

    [Theory(DisplayName = "E40, E42: what an import refused or left out is found by its school, in the words of the file; each school has its own, and the city what is nobody's")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task By_school(DatabaseProvider provider)
    {
        using var ground = new Ground(provider);
        ground.Spoil();
        (await ground.Roster.CountAsync()).ShouldEndWith("refused=5");

        (await ground.PrintAsync(Of("s1"), "s1")).ShouldBe(
        [
            "roles.csv:beginDate refused 1: 7 r6 u1 «1.9.2020»",
            "roles.csv:orgSourcedId refused 1: 6 r5 u2 «nowhere»",
            "roles.csv:userSourcedId refused 1: 5 r4 - «u4»",
            "users.csv:givenName refused 1: 5 u4 - «»",
            "users.csv:agentSourcedIds remark 1: 2 u1 u1 «nobody»",
        ]);
        (await ground.PrintAsync(Of("s1"), "p1")).ShouldBeEmpty("a school that is not theirs, asked for by its id");
        (await ground.PrintAsync(Of("s1"), null)).ShouldBeEmpty("rows of no school");
        // Whoever is at two schools may be mended by either.
        (await ground.PrintAsync(Of("p1"), "p1")).ShouldBe(["roles.csv:orgSourcedId refused 1: 6 r5 u2 «nowhere»", "users.csv:userIds remark 1: 4 u3 u3 «»"]);
        (await ground.PrintAsync(City, "p1")).Count.ShouldBe(2);
        (await ground.PrintAsync(City, null)).ShouldBe(["roles.csv: refused 1: 8 - - «»"]);

        (await ground.SchoolsAsync(City)).ShouldBe(["s1 Школа № 1 4 1", "p1 Частная школа 1 1", "-  1 0"]);
        (await ground.SchoolsAsync(Of("p1"))).ShouldBe(["p1 Частная школа 1 1"]);
        (await ground.Store.ImportsAsync(City, ofOne: false, null, default)).ShouldHaveSingleItem().Refused.ShouldBe(5, "each row once");
        (await ground.Store.ImportsAsync(Of("p1", "s1"), ofOne: false, null, default)).ShouldHaveSingleItem().Refused.ShouldBe(5, "as often as somebody has it to mend");
    }

    [Theory(DisplayName = "E42: of many rows with one fault the first are kept, with how many more there are; what is said over time ends when it is mended")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Over_time(DatabaseProvider provider)
    {
        const int many = RemarksStore.OfSort + 7;
        using var ground = new Ground(provider);
        var good = ground.Roster.Roles.ToList();
        ground.Roster.Roles.AddRange(Enumerable.Range(0, many).Select(number => $"x{number},u1,primary,teacher,завтра,,s1,"));
        // The same login twice is one fault, whichever row it is compared with.
        ground.Roster.Users.AddRange(["u3,a/b,,Сидоров,Сидор,,,,", "u4,a/b,,Сидоров,Сидор,,,,", "u5,c/d,,Сидоров,Сидор,,,,", "u6,c/d,,Сидоров,Сидор,,,,"]);
        await ground.Roster.CountAsync();
        var sorts = await ground.Store.OfSchoolAsync(City, "s1", default);
        sorts.ShouldHaveSingleItem().Total.ShouldBe(many);
        sorts[0].Rows.Count.ShouldBe(RemarksStore.OfSort);
        sorts[0].Rows[0].Words.ShouldBe("завтра");
        (await ground.Store.OfSchoolAsync(City, null, default)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            sort => sort.Total.ShouldBe(2), sort => sort.Sort.ShouldContain("…"), sort => sort.Rows.Select(row => row.Reason).ShouldAllBe(reason => !reason.Contains('…')));

        ground.Time.Advance(TimeSpan.FromDays(1));
        ground.Roster.Roles = good;
        await ground.Roster.CountAsync();
        (await ground.Store.OfSchoolAsync(City, "s1", default)).ShouldBeEmpty();
        (await ground.ImportsAsync(Of("s1"), "s1")).ShouldBe(["0 0", $"{many} 0"]);
        (await ground.ImportsAsync(Of("p1"), "p1")).ShouldBe(["0 0", "0 0"]);
        (await ground.ImportsAsync(Of("p1"), "s1")).ShouldBe(["0 0", "0 0"], "a school that is not theirs");
        (await ground.ImportsAsync(City, null)).ShouldBe(["2 0", "2 0"]);
    }

    [Theory(DisplayName = "E55: rows are kept of the last imports and for two months, their counts for longer, and an import that was never applied leaves nothing")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Kept(DatabaseProvider provider)
    {
        using var ground = new Ground(provider);
        ground.Spoil();
        for (var number = 0; number < RemarksStore.LastImports + 1; number++)
        {
            await ground.Roster.CountAsync();
            ground.Time.Advance(TimeSpan.FromDays(2));
        }

        var before = await ground.CountAsync();
        await ground.Remarks.ClearAsync(default);
        (await ground.CountAsync()).ShouldBe((before.Rows * RemarksStore.LastImports / (RemarksStore.LastImports + 1), before.Counts));

        // As if it had been refused after its rows were kept.
        await ground.ExecuteAsync("DELETE FROM Imports WHERE FinishedAt = (SELECT MAX(FinishedAt) FROM Imports)");
        await ground.Remarks.ClearAsync(default);
        (await ground.CountAsync()).Counts.ShouldBe(before.Counts * RemarksStore.LastImports / (RemarksStore.LastImports + 1));

        ground.Time.Advance(RemarksStore.RowsKept);
        await ground.Remarks.ClearAsync(default);
        (await ground.CountAsync()).ShouldSatisfyAllConditions(left => left.Rows.ShouldBe(0), left => left.Counts.ShouldBeGreaterThan(0));
        ground.Time.Advance(RemarksStore.CountsKept);
        await ground.Remarks.ClearAsync(default);
        (await ground.CountAsync()).ShouldBe((0, 0));
    }

    [Fact(DisplayName = "E42: a fault in each of thousands of rows is kept as one sort with its examples")]
    public async Task Many_refused()
    {
        using var ground = new Ground(DatabaseProvider.Sqlite);
        ground.Roster.Roles.AddRange(Enumerable.Range(0, 5000).Select(number => $"x{number},u{number % 7},primary,teacher,завтра,,s1,"));
        await ground.Roster.CountAsync();
        (await ground.CountAsync()).ShouldBe((RemarksStore.OfSort, 1));
    }

    private sealed class Ground : IDisposable
    {
        private readonly CabinetDatabase database;
        private readonly IDisposable cleanup;

        public Ground(DatabaseProvider provider)
        {
            (database, cleanup) = StoreContract.Open(provider);
            Roster = new TestRoster(database, Time);
            Store = new RecordRemarksStore(database);
        }

        public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 9, 1, 5, 0, 0, TimeSpan.Zero));

        public TestRoster Roster { get; }

        public RecordRemarksStore Store { get; }

        public RemarksStore Remarks => Roster.Get<RemarksStore>();

        /// <summary>Rows of every kind of fault.</summary>
        public void Spoil()
        {
            Roster.Users[0] = "u1,ivanov.i,{SNILS:112-233-445 95},Иванов,Иван,Иванович,ivanov@example.ru,8 916 123-45-67,nobody";
            Roster.Users.AddRange(["u3,x3,{SNILS:112-233-445 96},Сидоров,Сидор,,,,", "u4,x4,,Сидоров,,,,,"]);
            Roster.Roles.AddRange(["r3,u3,primary,student,,,p1,", "r4,u4,primary,student,,,s1,", "r5,u2,primary,student,,,nowhere,", "r6,u1,primary,teacher,1.9.2020,,s1,", "r7,u1,primary,teacher,,,s1,учитель, завуч", "r8,u2,secondary,student,,,p1,"]);
        }

        public async Task<IReadOnlyList<string>> PrintAsync(CaseOperator by, string? school) =>
            [.. (await Store.OfSchoolAsync(by, school, default)).Select(sort => $"{sort.CsvFile}:{sort.CsvColumn} {(sort.IsRefusal ? "refused" : "remark")} {sort.Total}: "
                + string.Join(", ", sort.Rows.Select(row => $"{row.Line} {row.RecordId ?? "-"} {row.PersonId ?? "-"} «{row.Words}»"))).OrderBy(line => line.Contains("remark", StringComparison.Ordinal)).ThenBy(line => line, StringComparer.Ordinal)];

        public async Task<IEnumerable<string>> SchoolsAsync(CaseOperator by) =>
            (await Store.SchoolsAsync(by, default)).Select(school => $"{school.SchoolId ?? "-"} {school.Name} {school.Refused} {school.Remarks}");

        public async Task<IEnumerable<string>> ImportsAsync(CaseOperator by, string? school) =>
            (await Store.ImportsAsync(by, ofOne: true, school, default)).Select(import => $"{import.Refused} {import.Remarks}");

        public async Task<(int Rows, int Counts)> CountAsync() => (await ScalarAsync("SELECT COUNT(*) FROM ImportRemarks"), await ScalarAsync("SELECT COUNT(*) FROM ImportRemarkCounts"));

        public async Task ExecuteAsync(string sql) => await ScalarAsync(sql);

        public void Dispose()
        {
            Roster.Dispose();
            cleanup.Dispose();
        }

        private async Task<int> ScalarAsync(string sql)
        {
            await using var connection = await database.OpenAsync(default);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            return Convert.ToInt32(await command.ExecuteScalarAsync() ?? 0, System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
