using System.Net;
using System.Net.Sockets;
using Mesh.Cabinet.Outside.DomainAccounts;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <content>Many at once, too long, nobody there.</content>
public abstract partial class DomainAccountsContract
{
    [Fact]
    public async Task A_login_longer_than_Windows_takes_is_never_made()
    {
        var account = Teacher() with { Login = "a-login-of-21-letters" };
        (await CreateAsync(account)).ShouldBeOfType<CreateOutcome.Refused>();
        (await Accounts.FindAsync(account.Id, account.Login, Cancellation)).ShouldBeOfType<FindOutcome.Missing>();
    }

    [Fact]
    public async Task The_longest_name_that_a_record_may_hold_is_no_obstacle()
    {
        var name = new string('Щ', 100);
        var account = await CreatedAsync(Teacher() with { Holder = new AccountHolder(name, name, name, $"{name} {name} {name}") });
        await KeepAsync(account);
    }

    [Fact(DisplayName = "E38: twenty creates of one account at the same moment make one account that works")]
    public async Task TwentyOfOne()
    {
        var account = Teacher();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CreateAsync(account)));

        outcomes.ShouldAllBe(outcome => outcome is CreateOutcome.Created);
        (await FoundAsync(account)).Id.ShouldBe(account.Id);
        (await AcceptsAsync(account.Login, Password)).ShouldBeTrue();
    }

    [Fact(DisplayName = "E36: of twenty people who want one login at the same moment one gets it")]
    public async Task TwentyForOneLogin()
    {
        var login = Teacher().Login;
        var wanted = Enumerable.Range(0, 20).Select(_ => Teacher() with { Login = login }).ToList();

        var outcomes = await Task.WhenAll(wanted.Select(account => CreateAsync(account)));

        outcomes.Count(outcome => outcome is CreateOutcome.NameTaken).ShouldBe(19);
        (await FoundAsync(wanted[0])).Id.ShouldBe(wanted[outcomes.ToList().FindIndex(outcome => outcome is CreateOutcome.Created)].Id);
    }

    [Theory(DisplayName = "E38: a directory that is not there, or takes a call and says nothing, is unavailable")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Unavailable(bool isThere)
    {
        using var silent = new TcpListener(Address, 0);
        silent.Start();
        var nobody = AccountsAt(((IPEndPoint)silent.LocalEndpoint).Port);
        if (!isThere)
            silent.Stop();
        var account = Teacher();

        (await nobody.CreateAsync(account, Typed(Password), Cancellation)).ShouldBeOfType<CreateOutcome.Unavailable>();
        (await nobody.KeepAsync(account, Cancellation)).ShouldBeOfType<KeepOutcome.Unavailable>();
        (await nobody.SetPasswordAsync(account, Typed(Password), Cancellation)).ShouldBeOfType<SetPasswordOutcome.Unavailable>();
        (await nobody.FindAsync(account.Id, account.Login, Cancellation)).ShouldBeOfType<FindOutcome.Unavailable>();
    }
}
