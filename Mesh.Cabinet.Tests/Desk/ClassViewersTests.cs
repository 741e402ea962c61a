using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Desk;
using Mesh.Cabinet.Desk.Classes;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.SchoolRecords.Import;

namespace Mesh.Cabinet.Tests.Desk;

/// <summary>Who looks at which class, over real records.</summary>
public sealed class ClassViewersTests : IDisposable
{
    private static readonly Session Anna = new(Guid.NewGuid(), new CityProfile { Provider = "MosRu", Subject = "anna" }, default);
    private readonly TestRoster roster = new();
    private readonly TieStore ties;

    public ClassViewersTests() => ties = new TieStore(roster.Database.Database, TimeProvider.System);

    public void Dispose()
    {
        ties.Dispose();
        roster.Dispose();
    }

    [Fact(DisplayName = "D22: a teacher sees the own class and no other, with what stands in everybody's way")]
    public async Task Own_class()
    {
        await ImportAsync("e1,c1,s1,u1,teacher", "e2,c1,s1,u2,student", "e3,c1,s1,u3,student", "e4,c1,s1,u4,student", "e5,c2,s1,u4,student");
        var viewer = (await Viewers().FindAsync(Anna, default)).ShouldNotBeNull();
        viewer.Operator.ShouldBeNull();
        viewer.Own.Select(one => one.Id).ShouldBe(["c1"]);

        await ties.TieAsync("u3", "MosRu", "child", default);
        var cases = new SupportCaseStore(roster.Database.Database, roster.Database.Protection, TimeProvider.System);
        await cases.OpenAsync(new SupportCaseDraft { Kind = SupportCaseKind.LoginsDiffer, PersonId = "u4" }, default);
        var query = Query();
        (await query.FindAsync(viewer, "c2", default)).ShouldBeNull("not there and not yours are one answer");
        (await query.OfSchoolAsync(viewer, "s1", default)).ShouldBeNull();
        var (_, pupils) = (await query.FindAsync(viewer, "c1", default)).ShouldNotBeNull();
        pupils.Select(one => (one.Pupil.Id, one.State)).ShouldBe([("u2", PupilState.NotSeen), ("u3", PupilState.NotActivated), ("u4", PupilState.Waits), ("u5", PupilState.Unknowable)], ignoreOrder: true);
        var progress = Progress.Of(pupils);
        (progress.Pupils, progress.Seen, progress.Done).ShouldBe((4, 1, 0));
        progress.InTheWay.Values.ShouldAllBe(count => count == 1);
        (await query.OwnAsync(viewer, default)).ShouldHaveSingleItem().Progress.Pupils.ShouldBe(4);
    }

    [Theory(DisplayName = "D22, E27: who teaches no class, has left the school, is only enrolled or came by a bound device sees none")]
    [InlineData("r1,u1,primary,teacher,2020-09-01,2021-06-30,s1,", "e1,c1,s1,u1,teacher")]
    [InlineData("r1,u1,primary,parent,2020-09-01,,s1,", "e1,c1,s1,u1,teacher")]
    [InlineData("r1,u1,primary,teacher,2020-09-01,,s1,", "e1,c1,s1,u1,student")]
    [InlineData("r1,u1,primary,teacher,2020-09-01,,s1,", "e1,c1,s1,u2,teacher")]
    public async Task None(string role, string enrollment)
    {
        roster.Roles[0] = role;
        await ImportAsync(enrollment);
        (await Viewers().FindAsync(Anna, default)).ShouldBeNull();
    }

    [Fact(DisplayName = "D20, D22: a bound device opens no class; the right ends with the enrollment at the next look")]
    public async Task Ends()
    {
        await ImportAsync("e1,c1,s1,u1,teacher");
        (await Viewers().FindAsync(Anna with { DeviceId = Guid.NewGuid() }, default)).ShouldBeNull();
        (await Viewers().FindAsync(Anna, default)).ShouldNotBeNull();
        await ImportAsync("e1,c1,s1,u2,teacher");
        (await Viewers().FindAsync(Anna, default)).ShouldBeNull();
    }

    // u5 has nothing by which anybody could be known.
    private async Task ImportAsync(params string[] enrollments)
    {
        roster.Users = ["u1,ivanov.i,{SNILS:112-233-445 95},Иванов,Иван,Иванович,ivanov@example.ru,8 916 123-45-67,", "u2,petrova,,Петрова,Анна,,,,", "u3,petrov,,Петров,Олег,,,,", "u4,sidorov,,Сидоров,Лев,,,,", "u5,,,Яковлев,Пётр,,,,"];
        roster.Roles = [roster.Roles[0], .. Enumerable.Range(2, 4).Select(number => $"r{number},u{number},primary,student,,,s1,")];
        roster.Write("classes.csv", "sourcedId,title,grades,courseSourcedId,classType,schoolSourcedId,termSourcedIds", ["c1,7-А,7,,homeroom,s1,", "c2,7-Б,7,,homeroom,s1,"]);
        roster.Write("enrollments.csv", "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role", [.. enrollments, "e9,c1,s1,u5,student"]);
        await roster.CountAsync(allowsWithdrawals: true);
        await ties.TieAsync("u1", "MosRu", "anna", default);
    }

    private ClassViewers Viewers() => new(new NoOperator(), ties, roster.Records, new ClassesStore(roster.Database.Database), new MoscowClock(TimeProvider.System));

    private ClassesQuery Query() => new(
        new ClassesStore(roster.Database.Database), new TiedPeopleStore(roster.Database.Database), new IssuedLoginsStore(roster.Database.Database), new OpenCasesStore(roster.Database.Database), new MoscowClock(TimeProvider.System));

    private sealed class NoOperator : IOperators
    {
        public Task<CaseOperator?> FindAsync(Session session, CancellationToken cancellation) => Task.FromResult<CaseOperator?>(null);

        public bool CouldBe(CityProfile profile, PersonRecord own) => false;
    }
}
