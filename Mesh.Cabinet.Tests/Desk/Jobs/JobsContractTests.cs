using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Desk.Jobs;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Database;
using Microsoft.Extensions.DependencyInjection;
using static Mesh.Cabinet.Tests.Desk.Jobs.JobGround;

namespace Mesh.Cabinet.Tests.Desk.Jobs;

/// <summary>Something done over many people or cases, on every database.</summary>
public sealed class JobsContractTests
{
    [Theory(DisplayName = "R58, R59: what will happen is said first, each is done once with the reason in the own history, and what became of each is told, to the operators of the school alone")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Done(DatabaseProvider provider)
    {
        await using var ground = await OpenAsync(provider);
        await ground.ActivateAsync("c1", "c2", "d1");
        var plan = await ground.Get<JobPlanner>().OfPeopleAsync(Head, "send-again", "Школа № 1", Pupils("c1", "c2", "c3", "d1", "o1", "c1"), default);
        (plan.People, plan.Cases).ShouldBe((2, 0));
        plan.LeftOut.Select(reason => $"{reason.Key}: {string.Join(", ", reason.Select(item => item.PersonId))}").ShouldBe(["аккаунт ещё не активирован: отправлять нечего: c3"], "nobody of another school, nor the operator");

        var number = await ground.Jobs.BeginAsync(Head, Guid.CreateVersion7(), plan, "Каталог лежал", default);
        (await ground.PrintAsync(Head, number)).ShouldBe("Сидоров Пётр1 waits, Сидоров Пётр2 waits, Сидоров Пётр3 LeftOut");
        using var keeper = ground.Keeper();
        await keeper.KeepAsync(default);
        await keeper.KeepAsync(default);
        (await ground.PrintAsync(Head, number)).ShouldBe("Сидоров Пётр1 Done, Сидоров Пётр2 Done, Сидоров Пётр3 LeftOut");
        var job = (await ground.Jobs.FindAsync(Head, number, default))!;
        (job.Ending, job.Total, job.Ended, job.Why).ShouldBe((JobEnding.Done, 2, 2, "Каталог лежал"));
        (await ground.ScalarAsync("SELECT COUNT(*) FROM Activations WHERE DueAt IS NOT NULL")).ShouldBe("2");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Event = 'job-send-again' AND Detail = 'Каталог лежал' AND ByPersonId = 'o1' AND PersonId IN ('c1', 'c2')")).ShouldBe("2");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Event = 'job-send-again'")).ShouldBe("2");

        (await ground.Jobs.FindAsync(Other, number, default)).ShouldBeNull();
        (await ground.Jobs.ListAsync(Other, default)).ShouldBeEmpty();
        (await ground.Jobs.ItemsAsync(Other, number, null, 0, 100, default)).ShouldBeEmpty();
        (await ground.Jobs.ListAsync(City, default)).Single().Total.ShouldBe(2);
    }

    [Theory(DisplayName = "R58, D22: of a job over several schools each operator sees what became of the own people, and nobody what became of oneself")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Scope(DatabaseProvider provider)
    {
        await using var ground = await OpenAsync(provider);
        var number = await ground.BeginAsync(City, "send-again", "c1", "d1", "o1");
        (await ground.PrintAsync(Other, number)).ShouldBe("Дроздова Яна LeftOut");
        (await ground.PrintAsync(Head, number)).ShouldBe("Сидоров Пётр1 LeftOut");
        (await ground.Jobs.CountAsync(Head, number, default)).ShouldBe([new JobCount(JobOutcome.LeftOut, 1)]);
        (await ground.Jobs.ListAsync(Head, default)).Single().Total.ShouldBe(0, "whoever is left out is no work");
        (await ground.Jobs.CountAsync(City, number, default)).ShouldBe([new JobCount(JobOutcome.LeftOut, 3)]);
    }

    [Theory(DisplayName = "R58: of many keepers at once nobody does an item a second time")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task At_once(DatabaseProvider provider)
    {
        await using var ground = await OpenAsync(provider, pupils: 45);
        var everybody = Enumerable.Range(1, 45).Select(number => $"c{number}").ToList();
        await ground.ActivateAsync(everybody);
        var number = await ground.BeginAsync(Head, "send-again", everybody);
        var items = await ground.Get<JobQueueStore>().WaitingAsync(number, default);
        var job = (await ground.Get<JobQueueStore>().RunningAsync(default)).Single();
        // As nodes do of which each takes itself for the one with the lease.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var scope = ground.Get<IServiceScopeFactory>().CreateAsyncScope();
            foreach (var item in items)
                await scope.ServiceProvider.GetRequiredService<JobRun>().RunAsync(job, item, Head, default);
        })));
        (await ground.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Event = 'job-send-again'")).ShouldBe($"{items.Count}");
        using var keeper = ground.Keeper();
        await keeper.KeepAsync(default);
        (await ground.ScalarAsync("SELECT COUNT(DISTINCT PersonId) FROM AuditTrail WHERE Event = 'job-send-again'")).ShouldBe("45");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Event = 'job-send-again'")).ShouldBe("45");
    }

    [Fact(DisplayName = "D22: a post that ends in the middle stops the job: the rest is not reached, and the report says so")]
    public async Task Right_ended()
    {
        await using var ground = await OpenAsync();
        await ground.ActivateAsync("c1", "c2", "c3");
        var number = await ground.BeginAsync(Head, "send-again", "c1", "c2", "c3");
        // One is done before.
        await using (var scope = ground.Get<IServiceScopeFactory>().CreateAsyncScope())
        {
            var queue = ground.Get<JobQueueStore>();
            await scope.ServiceProvider.GetRequiredService<JobRun>().RunAsync((await queue.RunningAsync(default)).Single(), (await queue.WaitingAsync(number, default))[0], Head, default);
        }

        ground.Time.Advance(TimeSpan.FromMinutes(1));
        ground.Roster.Roles = [.. ground.Roster.Roles.Select(role => role.StartsWith("r1,", StringComparison.Ordinal) ? "r1,o1,primary,principal,,2026-08-01,s1," : role)];
        (await ground.Roster.CountAsync(allowsWithdrawals: true)).ShouldEndWith("refused=0");
        using var keeper = ground.Keeper();
        await keeper.KeepAsync(default);
        (await ground.PrintAsync(City, number)).ShouldBe("Сидоров Пётр1 Done, Сидоров Пётр2 NotReached, Сидоров Пётр3 NotReached");
        (await ground.Jobs.FindAsync(City, number, default))!.Ending.ShouldBe(JobEnding.RightEnded);
    }

    [Fact(DisplayName = "D21: an account that becomes doubtful has no job under way; whoever began one stops it, and nobody else does")]
    public async Task Stopped()
    {
        await using var ground = await OpenAsync();
        await ground.ActivateAsync("c1");
        var doubtful = await ground.BeginAsync(Head, "send-again", "c1");
        foreach (var follower in ground.Get<IEnumerable<ISignInFollower>>().OfType<DoubtfulJobs>())
            await follower.DistrustedAsync("MosRu", "head", DistrustReason.NotMe, ground.Time.GetUtcNow(), default);
        (await ground.Jobs.FindAsync(Head, doubtful, default))!.Ending.ShouldBe(JobEnding.RightEnded);

        var own = await ground.BeginAsync(Head, "send-again", "c1");
        (await ground.Jobs.StopAsync(City, own, default)).ShouldBeFalse();
        (await ground.Jobs.StopAsync(Head, own, default)).ShouldBeTrue();
        using var keeper = ground.Keeper();
        await keeper.KeepAsync(default);
        (await ground.PrintAsync(Head, own)).ShouldBe("Сидоров Пётр1 NotReached");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM Activations WHERE DueAt IS NOT NULL")).ShouldBe("0");
    }

    [Theory(DisplayName = "R53, R59: over chosen cases an action goes by the case's own, in its thread; what is closed, taken or without the action is left out and told, and another school's is not there")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Cases(DatabaseProvider provider)
    {
        await using var ground = await OpenAsync(provider);
        await ground.ActivateAsync("c1", "c2", "c3", "d1");
        var cases = ground.Get<ISupportCases>();
        Task<long> Refused(string person, string school) => cases.OpenAsync(new SupportCaseDraft { Kind = SupportCaseKind.AccountRefused, PersonId = person, SchoolId = school, About = person, OpenKey = $"AccountRefused/{person}" }, default);
        var (first, taken, later, elsewhere) = (await Refused("c1", "s1"), await Refused("c2", "s1"), await Refused("c3", "s1"), await Refused("d1", "s2"));
        var about = await cases.OpenAsync(new SupportCaseDraft { Kind = SupportCaseKind.ContactsRequest, PersonId = "c4", SchoolId = "s1" }, default);
        var desk = ground.Get<IDeskCases>();
        await desk.TakeAsync(City, (await desk.FindAsync(City, taken, default))!, default);

        var plan = await ground.Get<JobPlanner>().OfCasesAsync(Head, "send-again", [first, taken, later, elsewhere, about, first], default);
        plan.Cases.ShouldBe(2);
        plan.LeftOut.Select(reason => $"{reason.Key} {reason.Single().CaseNumber}").ShouldBe([$"обращением занят другой оператор: Лариса {taken}", $"у обращения нет такого действия {about}"]);
        var number = await ground.Jobs.BeginAsync(Head, Guid.CreateVersion7(), plan, "Каталог лежал", default);
        await desk.AnswerAsync(City, (await desk.FindAsync(City, later, default))!, "Готово", CaseState.Done, default);
        using var keeper = ground.Keeper();
        await keeper.KeepAsync(default);

        var items = await ground.Jobs.ItemsAsync(Head, number, null, 0, 100, default);
        items.Select(item => $"{item.CaseNumber} {item.Outcome}").ShouldBe([$"{first} Done", $"{later} Refused", $"{taken} LeftOut", $"{about} LeftOut"]);
        items[1].Words.ShouldBe("Обращение закрыто");
        var thread = (await desk.FindAsync(Head, first, default))!;
        thread.Entries.Single().Text.ShouldBe("Аккаунт отправлен в каталог ещё раз. Причина: Каталог лежал");
        thread.HandlerKey.ShouldBe(Head.Key);
        (await ground.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Event = 'case-acted' AND PersonId = 'c1'")).ShouldBe("1");
        // The one that was open of somebody in a class goes by its case as well.
        (await ground.Get<JobPlanner>().OfPeopleAsync(Head, "send-again", null, Pupils("c1", "c3"), default)).ShouldSatisfyAllConditions(it => it.Cases.ShouldBe(1), it => it.People.ShouldBe(1));
    }

    [Fact(DisplayName = "R59: what ends an item and what was done to its case stand in one transaction: done already, the case is not touched again")]
    public async Task One_transaction()
    {
        await using var ground = await OpenAsync();
        await ground.ActivateAsync("c1");
        var open = await ground.Get<ISupportCases>().OpenAsync(new SupportCaseDraft { Kind = SupportCaseKind.AccountRefused, PersonId = "c1", SchoolId = "s1", OpenKey = "AccountRefused/c1" }, default);
        var number = await ground.Jobs.BeginAsync(Head, Guid.CreateVersion7(), await ground.Get<JobPlanner>().OfCasesAsync(Head, "send-again", [open], default), "Так надо", default);
        var job = (await ground.Get<JobQueueStore>().RunningAsync(default)).Single();
        var item = (await ground.Get<JobQueueStore>().WaitingAsync(number, default)).Single();
        await using var scope = ground.Get<IServiceScopeFactory>().CreateAsyncScope();
        for (var time = 0; time < 3; time++)
            await scope.ServiceProvider.GetRequiredService<JobRun>().RunAsync(job, item, Head, default);
        (await ground.Get<IDeskCases>().FindAsync(Head, open, default))!.Entries.Count.ShouldBe(1);
    }

    [Fact(DisplayName = "R58: who has come in is looked at by what mos.ru said then, and is told nothing but the reason in the own history")]
    public async Task Evaluated()
    {
        await using var ground = await OpenAsync();
        await ground.ComeAsync("c1", new CityProfile { Provider = "MosRu", Subject = "pupil", FamilyName = "Сидоров", GivenName = "Пётр1" });
        await ground.ExecuteAsync("INSERT INTO Ties (PersonId, Provider, Subject, TiedAt) VALUES ('c2', 'MosRu', 'gone', @Now)");
        var number = await ground.BeginAsync(Head, "evaluate-again", "c1", "c2", "c3");
        using var keeper = ground.Keeper();
        await keeper.KeepAsync(default);
        var items = await ground.Jobs.ItemsAsync(Head, number, null, 0, 100, default);
        items.Select(item => $"{item.PersonId} {item.Outcome}").ShouldBe(["c1 Done", "c2 Refused", "c3 LeftOut"]);
        items[0].Words.ShouldBe("Доступа нет.");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Event = 'job-evaluate-again' AND PersonId = 'c1' AND Detail = 'Так надо'")).ShouldBe("1");
    }

    [Theory(DisplayName = "A form that is sent twice begins one job; a report goes thirty days after its end, and what runs stays")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Kept(DatabaseProvider provider)
    {
        await using var ground = await OpenAsync(provider);
        var plan = await ground.Get<JobPlanner>().OfPeopleAsync(Head, "send-again", null, Pupils("c1", "c2"), default);
        var form = Guid.CreateVersion7();
        var number = await ground.Jobs.BeginAsync(Head, form, plan, "Раз", default);
        (await ground.Jobs.BeginAsync(Head, form, plan, "Два", default)).ShouldBe(number);
        (await ground.ScalarAsync("SELECT COUNT(*) FROM DeskJobItems")).ShouldBe("2");
        using var keeper = ground.Keeper();
        await keeper.KeepAsync(default);
        await ground.ActivateAsync("c1");
        ground.Time.Advance(JobStore.Kept - TimeSpan.FromMinutes(1));
        var runs = await ground.BeginAsync(Head, "send-again", "c1");
        await ground.Jobs.ClearAsync(default);
        (await ground.Jobs.FindAsync(Head, number, default)).ShouldNotBeNull();
        ground.Time.Advance(TimeSpan.FromMinutes(2));
        await ground.Jobs.ClearAsync(default);
        (await ground.Jobs.FindAsync(Head, number, default)).ShouldBeNull();
        (await ground.ScalarAsync("SELECT COUNT(*) FROM DeskJobItems")).ShouldBe("1");
        (await ground.Jobs.FindAsync(Head, runs, default)).ShouldNotBeNull();
    }
}
