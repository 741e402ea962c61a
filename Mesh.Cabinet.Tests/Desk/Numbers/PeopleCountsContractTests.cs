using Dapper;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Desk.Numbers;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Tests.Cases;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Cabinet.Tests.Desk.Numbers;

/// <summary>How many could have an account and how many have one, kept up after imports and activations, on every database.</summary>
public sealed class PeopleCountsContractTests
{
    private static readonly CaseOperator City = CaseGround.OperatorOf("city");

    [Theory(DisplayName = "R15, R16, R17, R19: who could have an account and who has one, by role, class level and school; parents and private schools have none; each operator reads the own schools")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Counted(DatabaseProvider provider)
    {
        using var ground = new Ground(provider);
        await ground.ImportAsync();
        using var keeper = ground.Keeper();
        await keeper.KeepAsync(default);
        (await ground.PrintAsync(City)).ShouldBe("staff 0/2, student 0/3 | 2 0/1, 10 0/2 | Школа № 1 0/4, Школа № 2 0/1");

        await ground.ActivateAsync("u1", "c1", "c3", "m1");
        await keeper.KeepAsync(default);
        (await ground.PrintAsync(City)).ShouldBe("staff 1/2, student 2/3 | 2 1/1, 10 1/2 | Школа № 1 2/4, Школа № 2 1/1");
        (await ground.PrintAsync(CaseGround.OperatorOf("principal", "s1"))).ShouldBe("staff 1/2, student 1/2 | 2 1/1, 10 0/1 | Школа № 1 2/4");
        (await ground.PrintAsync(CaseGround.OperatorOf("principal", "s1"), "s2")).ShouldBe(" |  | ", "a school that is not theirs");
        (await ground.PrintAsync(City, "s2")).ShouldBe("student 1/1 | 10 1/1 | Школа № 2 1/1");
        (await ground.Store.SchoolsAsync(CaseGround.OperatorOf("district", "s2", "p1"), default)).Select(school => school.Id).ShouldBe(["s2"]);

        // A second look, a second keeper and a password asked for again count nobody twice.
        await ground.ExecuteAsync("UPDATE Activations SET CompletedAt = NULL WHERE PersonId = 'u1'");
        await keeper.KeepAsync(default);
        await ground.ExecuteAsync("UPDATE Activations SET CompletedAt = ReservedAt WHERE PersonId = 'u1'");
        await keeper.StopAsync(default);
        using var second = ground.Keeper();
        await second.KeepAsync(default);
        (await ground.PrintAsync(City)).ShouldStartWith("staff 1/2, student 2/3");
    }

    [Theory(DisplayName = "E16, E18, E21: after an import, and when the day comes at which a post begins or ends, the numbers are counted anew")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Anew(DatabaseProvider provider)
    {
        using var ground = new Ground(provider);
        await ground.ImportAsync();
        await ground.ActivateAsync("u1", "c1");
        using var keeper = ground.Keeper();
        await keeper.KeepAsync(default);
        (await ground.PrintAsync(City)).ShouldStartWith("staff 1/2, student 1/3");

        ground.Time.Advance(TimeSpan.FromMinutes(5));
        ground.Roster.Roles = [.. ground.Roster.Roles.Where(role => !role.Contains(",u1,", StringComparison.Ordinal)).Select(role => role.Replace("r5,c1,primary,student,,,s1", "r5,c1,primary,student,,,s2", StringComparison.Ordinal))];
        await ground.ImportAsync();
        await keeper.KeepAsync(default);
        (await ground.PrintAsync(City)).ShouldBe("staff 0/1, student 1/3 | 2 1/1, 10 0/2 | Школа № 1 0/2, Школа № 2 1/2");

        // t2's post begins on the fifth.
        ground.Time.Advance(TimeSpan.FromDays(5));
        await keeper.KeepAsync(default);
        (await ground.PrintAsync(City)).ShouldStartWith("staff 0/2,");
    }

    private sealed class Ground : IDisposable
    {
        private readonly CabinetDatabase database;
        private readonly IDisposable cleanup;
        private readonly OrganisationsStore organisations;

        public Ground(DatabaseProvider provider)
        {
            (database, cleanup) = StoreContract.Open(provider);
            organisations = new OrganisationsStore(database);
            Roster = new TestRoster(database, Time);
            Roster.Orgs.Add("s2,Школа № 2,school,zao,,");
            Roster.Users = ["u1,,Иванов,Иван,", "t1,,Тихонов,Тихон,", "t2,,Тихонова,Тина,", "c1,,Сидоров,Пётр,2", "c2,,Сидорова,Яна,10", "c3,,Смирнов,Ян,10", "m1,,Сидорова,Мария,", "q1,,Частный,Пётр,5"];
            Roster.Roles =
            [
                "r1,u1,primary,teacher,,,s1,", "r2,u1,secondary,principal,,,s1,", "r3,t1,primary,teacher,,,s1,", "r4,t2,primary,teacher,2026-09-05,,s1,",
                "r5,c1,primary,student,,,s1,", "r6,c2,primary,student,,,s1,", "r7,c3,primary,student,,,s2,", "r8,m1,primary,parent,,,s1,", "r9,q1,primary,student,,,p1,",
            ];
        }

        public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 9, 1, 5, 0, 0, TimeSpan.Zero));

        public TestRoster Roster { get; }

        public DeskNumbersStore Store => new(database, Time);

        public NumbersKeeper Keeper() => new(
            new LeaseStore(database, Time), new RecordChangesStore(database), organisations, new PeopleCountsStore(database, Time), new MoscowClock(Time), Time, NullLogger<NumbersKeeper>.Instance);

        public async Task ImportAsync()
        {
            Roster.Write();
            Roster.Write("users.csv", "sourcedId,username,familyName,givenName,grades", Roster.Users);
            TestRoster.Line(await Roster.ImportAsync(Roster.Folder, allowsWithdrawals: true)).ShouldEndWith("refused=0");
        }

        public async Task ActivateAsync(params string[] people)
        {
            await using var connection = await database.OpenAsync(default);
            foreach (var id in people)
            {
                await connection.ExecuteAsync(
                    "INSERT INTO Activations (PersonId, Id, Login, FoldedLogin, WantedLogin, AskedLogin, ReservedAt, CompletedAt) VALUES (@Id, @Number, @Id, @Id, @Id, @Id, @Now, @Now)",
                    new { Id = id, Number = Guid.CreateVersion7(), Now = Time.GetUtcNow() });
            }
        }

        public async Task ExecuteAsync(string sql)
        {
            await using var connection = await database.OpenAsync(default);
            await connection.ExecuteAsync(sql);
        }

        public async Task<string> PrintAsync(CaseOperator by, string? schoolId = null)
        {
            static string Say(IEnumerable<PeopleCount> counts) => string.Join(", ", counts.Select(one => $"{one.Name} {one.Activated}/{one.Total}"));
            return $"{Say(await Store.ByRoleAsync(by, schoolId, default))} | {Say((await Store.ByGradeAsync(by, schoolId, default)).OrderBy(one => one.Name.Length))} | {Say((await Store.BySchoolAsync(by, schoolId, default)).OrderBy(one => one.Name, StringComparer.Ordinal))}";
        }

        public void Dispose()
        {
            organisations.Dispose();
            Roster.Dispose();
            cleanup.Dispose();
        }
    }
}
