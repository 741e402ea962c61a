using System.Text.Json;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Matching.Decisions;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Cases;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>What makes one person into another, on every database: by the СНИЛС at once, else by two operators and a day.</summary>
public sealed class DecideTieTests : IAsyncDisposable
{
    private static readonly CaseOperator Principal = CaseGround.OperatorOf("principal", "s1");
    private static readonly CaseOperator Colleague = CaseGround.OperatorOf("colleague", "s1");
    private static readonly CaseOperator District = CaseGround.OperatorOf("district", "s1", "s2");
    private static readonly CaseOperator Elsewhere = CaseGround.OperatorOf("elsewhere", "s2", "s3");
    private CaseGround ground = null!;
    private TestRoster roster = null!;
    private TieStore ties = null!;
    private ServiceProvider services = null!;
    private TieProposalStore proposals = null!;
    private DecideTie decide = null!;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        ties.Dispose();
        roster.Dispose();
        ground.Dispose();
    }

    [Theory(DisplayName = "D22: without a СНИЛС that agrees a record goes to another account only by a second operator of a wider scope and after a day, with word to the record's contact before")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Two_operators_and_a_day(DatabaseProvider provider)
    {
        var open = await OpenAsync(provider, snils: null);
        (await RunAsync(Principal, open)).ShouldBeOfType<CaseActOutcome.Done>().EndsCase.ShouldBeFalse();
        (await RunAsync(Principal, open)).ShouldBeOfType<CaseActOutcome.Refused>("one decision of a case at a time");
        (await AccountAsync()).ShouldBe("boris", "nothing holds yet");

        (await proposals.WaitingForAsync(Principal, default)).ShouldBeEmpty("the first is no second");
        (await proposals.WaitingForAsync(Colleague, default)).ShouldBeEmpty("of the same scope");
        (await proposals.WaitingForAsync(Elsewhere, default)).ShouldBeEmpty("of other schools");
        (await proposals.WaitingForAsync(District, default)).ShouldBe([open.Number]);
        foreach (var by in new[] { Principal, Colleague })
            (await decide.AgreeAsync(by, open, default)).ShouldBeOfType<CaseActOutcome.Refused>();
        ground.Letters.All.ShouldBeEmpty();

        (await decide.AgreeAsync(District, open, default)).ShouldBeOfType<CaseActOutcome.Done>();
        (await decide.AgreeAsync(District, open, default)).ShouldBeOfType<CaseActOutcome.Refused>("once");
        (await proposals.WaitingForAsync(District, default)).ShouldBeEmpty();
        ground.Letters.All.ShouldHaveSingleItem().To.ShouldBe("ivanov@example.ru");

        var held = Held();
        ground.Stores.Time.Advance(TieProposal.Waits - TimeSpan.FromMinutes(1));
        await held.PerformAsync(default);
        (await AccountAsync()).ShouldBe("boris", "the day has not passed");
        ground.Stores.Time.Advance(TimeSpan.FromMinutes(2));
        await held.PerformAsync(default);
        (await AccountAsync()).ShouldBe("anna");
        (await ground.SeenAsync(Principal, open.Number)).ClosedAt.ShouldNotBeNull("the case closes itself");
        (await proposals.FindAsync(open.Number, default))!.Outcome.ShouldBe(TieProposalStore.Done);
    }

    [Theory(DisplayName = "D22: a decision that was taken back, and one whose case was closed meanwhile, never hold")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Taken_back(DatabaseProvider provider)
    {
        var open = await OpenAsync(provider, snils: null);
        await RunAsync(Principal, open);
        await decide.AgreeAsync(District, open, default);
        var cancel = new CancelTie(proposals);
        (await cancel.ChoicesAsync(Colleague, open, default)).ShouldNotBeNull();
        (await cancel.ActAsync(Colleague, open, "", "Человек против", default)).ShouldBeOfType<CaseActOutcome.Done>();
        (await cancel.ChoicesAsync(Colleague, open, default)).ShouldBeNull();

        (await RunAsync(Principal, open)).ShouldBeOfType<CaseActOutcome.Done>("a new one may be proposed");
        await decide.AgreeAsync(District, open, default);
        var seen = await ground.SeenAsync(Principal, open.Number);
        (await ground.Desk.AnswerAsync(Principal, seen, "Запись не ваша.", CaseState.Done, default)).ShouldBeOfType<CaseChange.Made>();
        ground.Stores.Time.Advance(TieProposal.Waits + TimeSpan.FromMinutes(1));
        await Held().PerformAsync(default);
        (await AccountAsync()).ShouldBe("boris");
        (await proposals.FindAsync(open.Number, default))!.Outcome.ShouldBe(TieProposalStore.Cancelled);
    }

    [Theory(DisplayName = "D22: a СНИЛС that agrees with the record's lets one operator decide at once, but nobody of themselves or their family")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Proven(DatabaseProvider provider)
    {
        var open = await OpenAsync(provider, "112-233-445 95");
        // u2 is a child of u1, and u3 the other parent.
        foreach (var own in new[] { "u1", "u2", "u3" })
            (await RunAsync(Principal with { PersonId = own }, open)).ShouldBeOfType<CaseActOutcome.Refused>(own);
        (await AccountAsync()).ShouldBe("boris");
        (await RunAsync(Principal with { PersonId = "u4" }, open)).ShouldBeOfType<CaseActOutcome.Done>().EndsCase.ShouldBeTrue();
        (await AccountAsync()).ShouldBe("anna");
    }

    [Fact(DisplayName = "E11, D22: of several records the operator confirms one of the own schools; a record elsewhere is not offered and not taken")]
    public async Task Which_record()
    {
        var open = await OpenAsync(DatabaseProvider.Sqlite, snils: null, SupportCaseKind.SeveralRecords);
        var confirm = new ConfirmRecord(decide, roster.Records);
        (await confirm.ChoicesAsync(District, open, default)).ShouldNotBeNull().Select(choice => choice.Value).ShouldBe(["u1", "u4"], ignoreOrder: true);
        (await confirm.ChoicesAsync(Principal, open, default)).ShouldNotBeNull().Select(choice => choice.Value).ShouldBe(["u1"]);
        (await confirm.ActAsync(Principal, open, "u4", "Он у нас не учится", default)).ShouldBeOfType<CaseActOutcome.Refused>();
        (await confirm.ActAsync(District, open, "u4", "Телефон его", default)).ShouldBeOfType<CaseActOutcome.Done>().EndsCase.ShouldBeFalse();
        (await proposals.FindAsync(open.Number, default))!.Step.ShouldBe(new TieStep(TieChange.MoveAccount, "u4", "MosRu/anna"));
    }

    // u1 is tied to boris, and anna comes for it.
    private async Task<DeskCase> OpenAsync(DatabaseProvider provider, string? snils, SupportCaseKind kind = SupportCaseKind.TiedElsewhere)
    {
        ground = await CaseGround.OpenAsync(provider);
        roster = new TestRoster(ground.Stores.Database, ground.Stores.Time, ground.Stores.Protection);
        roster.Orgs.Add("s2,Школа № 2,school,zao,,");
        roster.Users = ["u1,ivanov.i,{SNILS:112-233-445 95},Иванов,Иван,Иванович,ivanov@example.ru,8 916 123-45-67,u2", "u2,petrova,,Иванова,Анна,,,,", "u3,,,Иванова,Мария,,,,u2", "u4,,,Иванов,Иван,Иванович,,8 916 123-45-67,"];
        roster.Roles.Add("r4,u4,primary,teacher,2020-09-01,,s2,учитель");
        await roster.CountAsync();
        ties = new TieStore(ground.Stores.Database, ground.Stores.Time);
        await ties.TieAsync("u1", "MosRu", "boris", default);
        var families = new FamiliesStore(ground.Stores.Database, roster.Records);
        var letters = KeptLetters.Writer(families, new MoscowClock(ground.Stores.Time));
        var change = new ChangeTie(new TieChangesStore(ground.Stores.Database, [], ground.Stores.Time), ties, roster.Records, new RecordedDistrust(), letters, ground.Stores.Time);
        services = new ServiceCollection().AddSingleton(change).BuildServiceProvider();
        proposals = new TieProposalStore(ground.Stores.Database, ground.Letters, ground.Stores.Time);
        decide = new DecideTie(services.GetRequiredService<IServiceScopeFactory>(), proposals, roster.Records, families, letters);
        var profile = new CityProfile { Provider = "MosRu", Subject = "anna", FamilyName = "Иванов", GivenName = "Иван", MiddleName = "Иванович", Snils = snils, Phone = "+79161234567" };
        var number = await ground.Cases.OpenAsync(SupportCaseDraft.Of(kind, profile) with { PersonId = kind is SupportCaseKind.TiedElsewhere ? "u1" : null, SchoolId = "s1", Profile = JsonSerializer.Serialize(profile) }, default);
        return await ground.SeenAsync(Principal, number);
    }

    private Task<CaseActOutcome> RunAsync(CaseOperator by, DeskCase open) => new MoveTie(decide).ActAsync(by, open, "", "Показал паспорт", default);

    private HeldTies Held() => new(
        proposals, decide, ties, ground.Cases, ground.Waiting, new LeaseStore(ground.Stores.Database, ground.Stores.Time), ground.Stores.Time, NullLogger<HeldTies>.Instance);

    private async Task<string?> AccountAsync() => (await ties.FindAccountAsync("u1", default))?.Subject;
}
