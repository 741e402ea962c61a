using Mesh.Cabinet.Outside.DomainAccounts;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <content>An account through its life.</content>
public abstract partial class DomainAccountsContract
{
    [Fact(DisplayName = "R28, R29: a new account works at once, with its networks and its address")]
    public async Task Created()
    {
        var account = await CreatedAsync(Teacher());

        (await AcceptsAsync(account.Login, Password)).ShouldBeTrue();
        (await AcceptsAsync(account.Login, OtherPassword)).ShouldBeFalse();
        var found = await FoundAsync(account);
        (found.Id, found.IsEnabled, found.Kind, found.TeamsAddress).ShouldBe((account.Id, true, DomainAccountKind.Teacher, account.TeamsAddress));
        found.Networks.ShouldBe(["Study"]);
    }

    [Fact(DisplayName = "E38: a create that is repeated is the same account with the later password, equal to what it should be")]
    public async Task CreatedAgain()
    {
        var account = await CreatedAsync(Teacher());
        await KeepAsync(account with { IsEnabled = false, Networks = [] });

        await CreatedAsync(account, OtherPassword);

        (await AcceptsAsync(account.Login, OtherPassword)).ShouldBeTrue();
        (await AcceptsAsync(account.Login, Password)).ShouldBeFalse();
        var found = await FoundAsync(account);
        (found.Id, found.IsEnabled).ShouldBe((account.Id, true));
        found.Networks.ShouldBe(["Study"]);
    }

    [Fact(DisplayName = "R61, E43: an account is taken away by our id, whatever its name, and nobody else's with it")]
    public async Task Removed()
    {
        var account = await CreatedAsync(Teacher());
        var alien = Teacher();
        await AddAlienAsync(alien.Login);
        await RenameAsync(account.Login, $"x{account.Login[1..]}");

        (await Accounts.RemoveAsync(account.Id, account.Login, Cancellation)).ShouldBeOfType<RemoveOutcome.Removed>();
        (await Accounts.FindAsync(account.Id, account.Login, Cancellation)).ShouldBeOfType<FindOutcome.Missing>();
        (await AcceptsAsync($"x{account.Login[1..]}", Password)).ShouldBeFalse();
        (await Accounts.RemoveAsync(account.Id, account.Login, Cancellation)).ShouldBeOfType<RemoveOutcome.Removed>("there is nothing left");
        (await Accounts.RemoveAsync(alien.Id, alien.Login, Cancellation)).ShouldBeOfType<RemoveOutcome.Removed>();
        (await AcceptsAsync(alien.Login, OtherPassword)).ShouldBeTrue("it is not ours");
    }

    [Fact(DisplayName = "E36: an object that is not ours keeps its name, its password and all else")]
    public async Task Alien()
    {
        var account = Teacher();
        await AddAlienAsync(account.Login);
        var before = await FoundAsync(account);

        (await CreateAsync(account)).ShouldBeOfType<CreateOutcome.NameTaken>();
        (await Accounts.KeepAsync(account, Cancellation)).ShouldBeOfType<KeepOutcome.Missing>();
        (await Accounts.SetPasswordAsync(account, Typed(Password), Cancellation)).ShouldBeOfType<SetPasswordOutcome.Missing>();

        (await AcceptsAsync(account.Login, OtherPassword)).ShouldBeTrue();
        var after = await FoundAsync(account);
        after.Id.ShouldBeNull();
        after.ShouldBe(before with { Networks = after.Networks });
        after.Networks.ShouldBe(before.Networks);
    }

    [Theory(DisplayName = "D14: a password that the directory refuses leaves nothing behind")]
    [InlineData("Ab1!")]
    [InlineData("abcdefgh")]
    public async Task PasswordRefused(string password)
    {
        var account = Teacher();
        (await CreateAsync(account, password)).ShouldBeOfType<CreateOutcome.PasswordRefused>();
        (await Accounts.FindAsync(account.Id, account.Login, Cancellation)).ShouldBeOfType<FindOutcome.Missing>();
    }

    [Fact(DisplayName = "D14: a refused password leaves the earlier one in force")]
    public async Task EarlierPasswordStays()
    {
        var account = await CreatedAsync(Teacher());

        (await Accounts.SetPasswordAsync(account, Typed("abcdefgh"), Cancellation)).ShouldBeOfType<SetPasswordOutcome.Refused>();
        (await CreateAsync(account, "abcdefgh")).ShouldBeOfType<CreateOutcome.PasswordRefused>();

        (await AcceptsAsync(account.Login, Password)).ShouldBeTrue();
    }

    [Theory(DisplayName = "R49, E39: after a change the new password is accepted and the old one is not")]
    [InlineData(OtherPassword)]
    [InlineData("Пароль-2027")]
    [InlineData("\" ' \\ $ Aa1")]
    public async Task PasswordChanged(string password)
    {
        var account = await CreatedAsync(Teacher());

        (await Accounts.SetPasswordAsync(account, Typed(password), Cancellation)).ShouldBeOfType<SetPasswordOutcome.Accepted>();

        (await AcceptsAsync(account.Login, password)).ShouldBeTrue();
        (await AcceptsAsync(account.Login, Password)).ShouldBeFalse();
    }

    [Fact(DisplayName = "E18, E19: a disabled account lets nobody in, and the enabled one again with the same password")]
    public async Task Disabled()
    {
        var account = await CreatedAsync(Teacher());

        await KeepAsync(account with { IsEnabled = false });
        (await AcceptsAsync(account.Login, Password)).ShouldBeFalse();
        (await FoundAsync(account)).IsEnabled.ShouldBeFalse();

        await KeepAsync(account);
        (await AcceptsAsync(account.Login, Password)).ShouldBeTrue();
    }

    [Fact(DisplayName = "E15, E21: kind, networks and address follow the person's life, and the password stays")]
    public async Task Kept()
    {
        var account = await CreatedAsync(Person(DomainAccountKind.Student, "Study.mos") with { TeamsAddress = null });
        foreach (var next in new[]
        {
            account with { Kind = DomainAccountKind.Teacher, Networks = ["Study"], TeamsAddress = $"{account.Login}@zao.obr.mos.ru" },
            account with { Kind = DomainAccountKind.Staff, Networks = ["Study", "Study.mos"], TeamsAddress = $"{account.Login}@svao.obr.mos.ru" },
            account with { Networks = [], TeamsAddress = null },
        })
        {
            await KeepAsync(next);
            var found = await FoundAsync(next);
            (found.Kind, found.TeamsAddress).ShouldBe((next.Kind, next.TeamsAddress));
            found.Networks.ShouldBe(next.Networks, ignoreOrder: true);
        }

        (await AcceptsAsync(account.Login, Password)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_not_there_is_missing()
    {
        var account = Teacher();
        (await Accounts.FindAsync(account.Id, account.Login, Cancellation)).ShouldBeOfType<FindOutcome.Missing>();
        (await Accounts.KeepAsync(account, Cancellation)).ShouldBeOfType<KeepOutcome.Missing>();
        (await Accounts.SetPasswordAsync(account, Typed(Password), Cancellation)).ShouldBeOfType<SetPasswordOutcome.Missing>();
    }
}
