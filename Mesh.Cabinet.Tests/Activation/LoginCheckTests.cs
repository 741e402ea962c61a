using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>«Проверить все входы» against a real directory.</summary>
[Collection(InTheCity.Name)]
public sealed class LoginCheckTests(StartedCity city) : IDisposable
{
    private readonly KeptAccounts kept = new(city);

    public void Dispose() => kept.Dispose();

    [Fact(DisplayName = "R43, R50: each entrance works at once, Teams within an hour")]
    public async Task Works()
    {
        await kept.ActivateAsync();
        (await StatesAsync()).ShouldBe(["mos.ru Works", "school.mos.ru Works", "Wi-Fi Study Works", "Компьютер в школе Works", "Microsoft Teams Soon"]);
        kept.Time.Advance(TimeSpan.FromMinutes(61));
        (await StatesAsync())[^1].ShouldBe("Microsoft Teams Works");
    }

    [Fact(DisplayName = "R43: what the directory does not open is said to be closed")]
    public async Task Closed()
    {
        await kept.ActivateAsync();
        await kept.DeleteAsync();
        (await StatesAsync())[2..].ShouldBe(["Wi-Fi Study Closed", "Компьютер в школе Closed", "Microsoft Teams Closed"]);
    }

    [Fact(DisplayName = "R50, D10: a teacher's object without the mark of Teams is a case once, the operator sets the mark, and the next look of the keeper closes what stands by then")]
    public async Task Unmarked()
    {
        var row = await kept.ActivateAsync();
        kept.Time.Advance(TimeSpan.FromMinutes(61));
        (await StatesAsync())[^1].ShouldBe("Microsoft Teams Works");
        (await kept.Cases.ListOpenAsync(default)).ShouldBeEmpty();

        await kept.ChangeAsync(kept.Login, "userType", "Staff");
        (await StatesAsync())[^1].ShouldBe("Microsoft Teams Closed");
        (await StatesAsync())[^1].ShouldBe("Microsoft Teams Closed");
        var open = (await kept.Cases.ListOpenAsync(default)).ShouldHaveSingleItem();
        (open.Kind, open.PersonId, open.About).ShouldBe((SupportCaseKind.TeamsFlagMissing, "u1", kept.Login));

        var services = new ServiceCollection();
        services.AddSingleton(kept.Directory);
        await using var provider = services.BuildServiceProvider();
        var action = new SetTeamsFlag(kept.Store, kept.Roster.Records, provider.GetRequiredService<IServiceScopeFactory>(), new AccountOf(Options.Create(new WifiOptions())), new MoscowClock(kept.Time));
        var seen = new DeskCase { Number = open.Number, Kind = open.Kind, State = CaseState.Open, Version = 0, OpenedAt = open.OpenedAt, PersonId = "u1" };
        (await action.ChoicesAsync(null!, seen, default)).ShouldNotBeNull().Single().Words.ShouldContain(kept.Login);
        (await action.ChoicesAsync(null!, seen with { Kind = SupportCaseKind.ContactsRequest }, default)).ShouldBeNull();
        (await action.ActAsync(null!, seen, "", "Нет Teams", default)).ShouldBeOfType<CaseActOutcome.Done>().EndsCase.ShouldBeTrue();
        (await kept.FoundAsync()).Kind.ShouldBe(DomainAccountKind.Teacher);
        (await StatesAsync())[^1].ShouldBe("Microsoft Teams Works");
        (await kept.Cases.ListOpenAsync(default)).ShouldBeEmpty("whoever looks again finds it there");

        await kept.ChangeAsync(kept.Login, "userType", "Staff");
        await StatesAsync();
        await kept.Keeping.MarkDueAsync(["u1"], default);
        await kept.KeepAsync();
        (await kept.FoundAsync()).Kind.ShouldBe(DomainAccountKind.Teacher);
        (await kept.Cases.ListOpenAsync(default)).ShouldBeEmpty("the keeper has set it");

        kept.Roster.Roles = [.. kept.Roster.Roles.Select(role => role.Replace(",teacher,", ",administrator,", StringComparison.Ordinal))];
        await kept.ImportAsync();
        (await action.ActAsync(null!, seen, "", "Нет Teams", default)).ShouldBe(new CaseActOutcome.Refused("По записям школ человек сейчас не учитель: признак ему не положен."));
        row.Login.ShouldBe(kept.Login);
    }

    [Fact]
    public async Task Nothing_is_said_of_a_directory_that_does_not_answer()
    {
        await kept.ActivateAsync();
        (await StatesAsync(new KeepAccountTests.Away()))[2..].ShouldBe(["Wi-Fi Study Unknown", "Компьютер в школе Unknown", "Microsoft Teams Unknown"]);
    }

    private async Task<string[]> StatesAsync(Cabinet.Outside.DomainAccounts.IDomainAccounts? directory = null)
    {
        var account = new IssuedAccount(kept.Login, kept.Login, "ivanov", null, IsStaff: true, "Study", $"{kept.Login}@zao.obr.mos.ru", "Школа № 1", []);
        var states = new List<string>();
        await foreach (var entrance in new LoginCheck(kept.Store, directory ?? kept.Directory, kept.Roster.Records, kept.Troubles, new MoscowClock(kept.Time), kept.Time).RunAsync(People.Session(), "u1", account, default))
            states.Add($"{entrance.Where} {entrance.State}");
        LoginCheck.Awaited(account).Select(entrance => entrance.Where).ShouldBe(states.Select(state => state[..state.LastIndexOf(' ')]), "each place is waited for where it answers");
        return [.. states];
    }
}
