using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Desk;
using Mesh.Cabinet.Desk.Word;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.PasswordEvents;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Cabinet.Tests.Desk.Word;

/// <summary>Word to operators over real records: at once of what is urgent, else the numbers of the day.</summary>
public sealed class OperatorWordTests : IDisposable
{
    private readonly TestRoster roster = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 9, 1, 4, 59, 0, TimeSpan.Zero));
    private readonly KeptLetters letters = new();
    private readonly TieStore ties;
    private readonly AccountEmailStore emails;
    private readonly OrganisationsStore organisations;

    public OperatorWordTests()
    {
        ties = new TieStore(roster.Database.Database, time);
        emails = new AccountEmailStore(roster.Database.Database, roster.Database.Protection, time);
        organisations = new OrganisationsStore(roster.Database.Database);
        roster.Orgs.AddRange(["s2,Школа № 2,school,zao,,", "sao,САО,district,msk,,", "s3,Школа № 3,school,sao,,", "klg,Калуга,state,,,"]);
    }

    public void Dispose()
    {
        ties.Dispose();
        organisations.Dispose();
        roster.Dispose();
    }

    [Theory(DisplayName = "R58: of an urgent case those hear at once whose case it is, and nobody else, in whatever post they hold")]
    [InlineData("principal", "s1", "s1", true)]
    [InlineData("siteAdministrator", "s1", "s2", false)]
    [InlineData("districtAdministrator", "zao", "s2", true)]
    [InlineData("districtAdministrator", "zao", "s3", false)]
    [InlineData("districtAdministrator", "msk", "s1", false)]
    [InlineData("systemAdministrator", "msk", "s3", true)]
    [InlineData("systemAdministrator", "msk", null, true)]
    [InlineData("principal", "s1", null, false)]
    [InlineData("systemAdministrator", "klg", "s1", false)]
    [InlineData("teacher", "s1", "s1", false)]
    public async Task Urgent(string role, string place, string? school, bool hears)
    {
        await OperatorAsync(role, place);
        (await Addresses().OfAsync(school, "MosRu", "boris", default)).ShouldBe(hears ? ["anna@pochta.example"] : []);
        (await Addresses().OfAsync(school, "MosRu", "anna", default)).ShouldBeEmpty("of an own case nobody hears as an operator");
    }

    [Fact(DisplayName = "R58: an urgent case is told of once, in its transaction, with its number and nothing of the person; another kind is not")]
    public async Task Told()
    {
        await OperatorAsync("principal", "s1");
        var cases = Cases();
        var draft = new SupportCaseDraft { Kind = SupportCaseKind.NotMe, Provider = "MosRu", Subject = "boris", SchoolId = "s1", OpenKey = "key" };
        var number = await cases.OpenAsync(draft, default);
        (await cases.OpenAsync(draft, default)).ShouldBe(number);
        await cases.OpenAsync(draft with { Kind = SupportCaseKind.Message, OpenKey = null }, default);

        var letter = letters.All.ShouldHaveSingleItem();
        letter.To.ShouldBe("anna@pochta.example");
        letter.Text.ShouldContain($"https://mesh.example/desk/cases/{number}");
        letter.Text.ShouldNotContain("boris");
    }

    [Fact(DisplayName = "R58: once a day, from eight in the morning, an operator is told in numbers what is open; nobody is told of nothing, or twice")]
    public async Task Daily()
    {
        await OperatorAsync("principal", "s1");
        using var first = Summaries();
        time.Advance(TimeSpan.FromMinutes(2));
        await first.SendAllAsync(default);
        letters.All.ShouldBeEmpty("nothing is open");

        var draft = new SupportCaseDraft { Kind = SupportCaseKind.Message, Provider = "MosRu", Subject = "boris", SchoolId = "s1", Message = "Не могу войти" };
        await Cases().OpenAsync(draft, default);
        await Cases().OpenAsync(draft with { SchoolId = "s2" }, default);
        time.Advance(TimeSpan.FromHours(23.9));
        using (var early = Summaries())
            await early.SendAllAsync(default);
        letters.All.ShouldBeEmpty("it is not eight yet");

        time.Advance(TimeSpan.FromHours(0.2));
        using var second = Summaries();
        await second.SendAllAsync(default);
        await second.SendAllAsync(default);
        time.Advance(LeaseStore.Length * 2);
        using var other = Summaries();
        await other.SendAllAsync(default);
        time.Advance(LeaseStore.Length * 2);
        await other.SendAllAsync(default);
        var letter = letters.All.ShouldHaveSingleItem();
        letter.To.ShouldBe("anna@pochta.example");
        letter.Text.ShouldContain("Ждут вашего ответа: 1.");
        letter.Text.ShouldNotContain("Не могу войти");

        time.Advance(TimeSpan.FromDays(1));
        using var third = Summaries();
        await third.SendAllAsync(default);
        time.Advance(LeaseStore.Length * 2);
        await third.SendAllAsync(default);
        letters.All.Count.ShouldBe(2);
    }

    [Theory(DisplayName = "R53: «ответили по телефону» closes the case of a person to whom no letter goes, and is not offered for others")]
    [InlineData(false, "anna", true)]
    [InlineData(true, "anna", false)]
    [InlineData(false, null, true)]
    public async Task By_phone(bool hasAddress, string? subject, bool isOffered)
    {
        var act = new AnsweredByPhone();
        var open = new DeskCase { Number = 1, Kind = SupportCaseKind.Message, State = CaseState.Open, Version = 0, OpenedAt = default, HasAddress = hasAddress, Subject = subject };
        (await act.ChoicesAsync(null!, open, default) is not null).ShouldBe(isOffered);
        (await act.ChoicesAsync(null!, open with { Kind = SupportCaseKind.AccountTwice, Subject = null }, default)).ShouldBeNull("nobody asked");
        var outcome = await act.ActAsync(null!, open, "", "Спросила о логине", default);
        (outcome is CaseActOutcome.Done { EndsCase: true }).ShouldBe(!hasAddress);
    }

    private async Task OperatorAsync(string role, string place)
    {
        roster.Roles[0] = $"r1,u1,primary,{role},2020-09-01,,{place},";
        await roster.CountAsync();
        await ties.TieAsync("u1", CityProvider.MosRu, "anna", default);
        await emails.SignedInAsync(People.Profile() with { Email = "anna@pochta.example" }, null, default);
    }

    private OperatorAddresses Addresses() =>
        new(new PostHoldersStore(roster.Database.Database), organisations, ties, emails, new OperatorsTests.Fixed(new DeskOptions()), new MoscowClock(time));

    private SupportCaseStore Cases() => new(roster.Database.Database, roster.Database.Protection, time, null, Addresses(), letters, Writer);

    private static CaseLetters Writer => new(Site);

    private static IOptions<SiteOptions> Site => Options.Create(new SiteOptions { PublicAddress = "https://mesh.example" });

    private OperatorSummaries Summaries()
    {
        var database = roster.Database.Database;
        var desk = new DeskCasesStore(database, roster.Database.Protection, new CaseEntriesStore(roster.Database.Protection), new CaseCountsStore(database, time), Writer, letters, time);
        return new OperatorSummaries(
            new PostHoldersStore(database), roster.Records, ties, emails, desk, new OperatorPlaces(organisations), new SummaryStore(database, letters, time), new LeaseStore(database, time),
            new OperatorsTests.Fixed(new DeskOptions()), Site, new MoscowClock(time), time, NullLogger<OperatorSummaries>.Instance);
    }
}
