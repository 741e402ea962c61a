using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Logins;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.MyServices.Switches;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>Where a person stands, asked of real records, activations and cases.</summary>
public sealed class ActivationQueryTests : IDisposable
{
    private readonly TestRoster roster = new();
    private readonly ActivationStore store;
    private readonly SupportCaseStore cases;
    private ActivationQuery query;

    public ActivationQueryTests()
    {
        store = new ActivationStore(roster.Database.Database, Hashes.Of(roster.Database.Database, roster.Database.Protection), TimeProvider.System);
        cases = new SupportCaseStore(roster.Database.Database, roster.Database.Protection, TimeProvider.System);
        query = new ActivationQuery(store, roster.Records, cases, Options.Create(new ActivationOptions()), Options.Create(new WifiOptions()), KnownSwitches.None);
    }

    public void Dispose() => roster.Dispose();

    [Fact(DisplayName = "R17: a parent is never offered it, and no case is opened for them")]
    public async Task A_parent()
    {
        (await FindAsync("u2", "other", PersonRole.Parent)).ShouldBeOfType<ActivationState.NotOffered>();
        (await cases.ListOpenAsync(default)).ShouldBeEmpty();
    }

    [Fact(DisplayName = "R27: a legal ЭЖД login is proposed byte for byte")]
    public async Task Unchanged()
    {
        roster.Users[1] = "u2,PetrovA,,Петрова,Анна,,,,";
        var proposal = (await FindAsync("u2", "petrova")).ShouldBeOfType<ActivationState.Open>().Proposal;
        proposal.ShouldSatisfyAllConditions(
            it => it.Login.ShouldBe("PetrovA"), it => it.IsChanged.ShouldBeFalse(), it => it.IsTaken.ShouldBeFalse(), it => it.Flaws.ShouldBeEmpty());
    }

    [Fact(DisplayName = "R26, D3: an illegal ЭЖД login is proposed anew, with each reason")]
    public async Task Changed()
    {
        var proposal = (await FindAsync("u1", "whatever")).ShouldBeOfType<ActivationState.Open>().Proposal;
        proposal.ShouldSatisfyAllConditions(it => it.Login.ShouldBe("ivanov_i"), it => it.IsChanged.ShouldBeTrue(), it => it.IsTaken.ShouldBeFalse());
        proposal.Flaws.ShouldBe([new LoginFlaw.Forbidden(".", 7, ForbiddenKind.Punctuation)]);
    }

    [Fact(DisplayName = "E30: a formed login avoids the issued ones and every legal ЭЖД login, activated or not")]
    public async Task Taken()
    {
        roster.Users.AddRange(["u3,Ivanov_I,,Третий,Иван,,,,", "u4,,,Четвёртый,Иван,,,,"]);
        await roster.CountAsync();
        await ReserveAsync("u4", "ivanov_i2");
        var proposal = (await FindAsync("u1", null)).ShouldBeOfType<ActivationState.Open>().Proposal;
        proposal.ShouldSatisfyAllConditions(it => it.Login.ShouldBe("ivanov_i3"), it => it.Wanted.ShouldBe("ivanov_i"), it => it.IsTaken.ShouldBeTrue());
    }

    [Fact(DisplayName = "R25: differing logins are one case with both in it, however often they come, and nothing is reserved")]
    public async Task Differ()
    {
        var first = (await FindAsync("u2", "anna")).ShouldBeOfType<ActivationState.LoginsDiffer>();
        first.ShouldSatisfyAllConditions(it => it.JournalLogin.ShouldBe("petrova"), it => it.MosRuLogin.ShouldBe("anna"));
        (await FindAsync("u2", "anna")).ShouldBe(first);
        var open = (await cases.ListOpenAsync(default)).ShouldHaveSingleItem();
        (open.Number, open.PersonId, open.JournalLogin, open.MosRuLogin).ShouldBe((first.CaseNumber, "u2", "petrova", "anna"));
        (await store.FindAsync("u2", default)).ShouldBeNull();
    }

    [Theory(DisplayName = "D3: after the decision the person goes on with either login")]
    [InlineData("petrova")]
    [InlineData("anna")]
    public async Task Decided(string login)
    {
        var differ = (await FindAsync("u2", "anna")).ShouldBeOfType<ActivationState.LoginsDiffer>();
        await cases.DecideAsync(differ.CaseNumber, login, default);
        var proposal = (await FindAsync("u2", "anna")).ShouldBeOfType<ActivationState.Open>().Proposal;
        (proposal.Origin, proposal.Login, proposal.IsChanged).ShouldBe((LoginOrigin.Decision, login, false));
    }

    [Fact(DisplayName = "E38, R22: a reservation waits for its password, and a complete account asks for nothing more")]
    public async Task Reserved_and_done()
    {
        await roster.CountAsync();
        var row = await ReserveAsync("u1", "ivanov_i2");
        (await FindAsync("u1", "ivanov")).ShouldBe(new ActivationState.Reserved("ivanov_i2", IsConfirmed: true));
        await store.CompleteAsync(row, null, default);
        var account = (await FindAsync("u1", "Ivanov.Ivan")).ShouldBeOfType<ActivationState.Done>().Account;
        (account.Login, account.AskedLogin, account.MosRuLogin, account.JournalLogin).ShouldBe(("ivanov_i2", "ivanov_i", "Ivanov.Ivan", "ivanov.i"));
        (account.IsStaff, account.Network, account.TeamsAddress, account.School).ShouldBe((true, "Study", "ivanov_i2@zao.obr.mos.ru", "Школа № 1"));
        account.OtherSchools.ShouldBeEmpty();
    }

    [Fact(DisplayName = "D4, R34: what the school has switched off is missing in what the person has got")]
    public async Task Switched_off()
    {
        await roster.CountAsync();
        await store.CompleteAsync(await ReserveAsync("u1", "ivanov_i2"), null, default);
        var catalogue = new ServiceCatalogue([new ServiceEntry { Key = "library", Roles = ["staff"] }, new ServiceEntry { Key = "teams", Roles = ["staff"], Login = "teams" }]);
        async Task<IssuedAccount> WithoutAsync(params ServiceSwitch[] off)
        {
            query = new ActivationQuery(store, roster.Records, cases, Options.Create(new ActivationOptions()), Options.Create(new WifiOptions()), new OpenServices(catalogue, new KnownSwitches(new SwitchedOff(off))));
            return (await FindAsync("u1", "ivanov")).ShouldBeOfType<ActivationState.Done>().Account;
        }

        (await WithoutAsync()).ShouldSatisfyAllConditions(it => it.IsLibraryOff.ShouldBeFalse(), it => it.TeamsAddress.ShouldNotBeNull());
        (await WithoutAsync(People.Switch("library", "s1"), People.Switch("teams", "s1", PersonRole.Staff))).ShouldSatisfyAllConditions(it => it.IsLibraryOff.ShouldBeTrue(), it => it.TeamsAddress.ShouldBeNull());
    }

    [Fact(DisplayName = "E38: a reserved login that the person knew was never confirmed in a step of its own")]
    public async Task Reserved_as_it_was()
    {
        await roster.CountAsync();
        await store.ReserveAsync(new ActivationRow { PersonId = "u2", Id = Guid.CreateVersion7(), Login = "petrova", WantedLogin = "petrova", AskedLogin = "petrova" }, default);
        (await FindAsync("u2", "petrova")).ShouldBe(new ActivationState.Reserved("petrova"));
    }

    private async Task<ActivationRow> ReserveAsync(string personId, string login) => (await store.ReserveAsync(
        new ActivationRow { PersonId = personId, Id = Guid.CreateVersion7(), Login = login, WantedLogin = "ivanov_i", AskedLogin = "ivanov_i" }, default))!;

    private async Task<ActivationState> FindAsync(string personId, string? mosRuLogin, PersonRole? role = null)
    {
        await roster.CountAsync();
        var person = (await roster.Records.FindAsync(personId, default)).ShouldNotBeNull();
        var granted = new GrantedRole(role ?? (personId == "u1" ? PersonRole.Staff : PersonRole.Student), person.Posts);
        return await query.FindAsync(People.Session(mosRuLogin), People.Access(person, granted), default);
    }
}
