using Mesh.Cabinet.Outside.DomainAccounts;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <content>What administrators do to our objects by hand.</content>
public abstract partial class DomainAccountsContract
{
    [Fact(DisplayName = "E43: an object that an administrator renamed is ours: state, networks and password follow, and its name is not put back")]
    public async Task RenamedByHand()
    {
        var account = await CreatedAsync(Teacher());
        var name = $"{account.Login}x";
        await RenameAsync(account.Login, name);

        (await Accounts.KeepAsync(account with { Networks = ["Study.mos"] }, Cancellation)).ShouldBe(new KeepOutcome.Kept(new HeldAccount(name, IsHeldOff: false)));
        var found = await FoundAsync(account);
        (found.Id, found.Login, found.IsEnabled).ShouldBe((account.Id, name, true));
        found.Networks.ShouldBe(["Study.mos"]);

        (await Accounts.SetPasswordAsync(account, Typed(OtherPassword), Cancellation)).ShouldBeOfType<SetPasswordOutcome.Accepted>();
        (await AcceptsAsync(name, OtherPassword)).ShouldBeTrue();

        (await CreateAsync(account)).ShouldBeOfType<CreateOutcome.Created>().Held.Login.ShouldBe(name);
        (await AcceptsAsync(name, Password)).ShouldBeTrue();
        (await AcceptsAsync(account.Login, Password)).ShouldBeFalse("there is no second object");

        await KeepAsync(account with { IsEnabled = false, Networks = [], TeamsAddress = null });
        (await AcceptsAsync(name, Password)).ShouldBeFalse();
        (await FoundAsync(account)).Login.ShouldBe(name);
    }

    [Fact(DisplayName = "E43: a name that somebody else got after ours was renamed leads to nobody else's object")]
    public async Task OldNameIsAnothers()
    {
        var account = await CreatedAsync(Teacher());
        await RenameAsync(account.Login, $"{account.Login}x");
        await AddAlienAsync(account.Login);

        await KeepAsync(account with { IsEnabled = false });

        (await AcceptsAsync(account.Login, OtherPassword)).ShouldBeTrue();
        (await AcceptsAsync($"{account.Login}x", Password)).ShouldBeFalse();
    }

    [Fact(DisplayName = "E43: of two objects with our id neither is touched but to switch it off")]
    public async Task TwoOfOne()
    {
        var account = await CreatedAsync(Teacher());
        var twin = $"{account.Login}x";
        await AddTwinAsync(twin, account.Id);

        (await Accounts.KeepAsync(account with { Networks = ["Study.mos"], Kind = DomainAccountKind.Staff }, Cancellation)).ShouldBeOfType<KeepOutcome.Twice>();
        (await Accounts.SetPasswordAsync(account, Typed("Leto-2028-shkola"), Cancellation)).ShouldBeOfType<SetPasswordOutcome.NotAllowed>();
        (await CreateAsync(account, "Leto-2028-shkola")).ShouldBeOfType<CreateOutcome.Twice>();
        (await Accounts.FindAsync(account.Id, account.Login, Cancellation)).ShouldBe(new FindOutcome.Twice(AnyEnabled: true));
        (await AcceptsAsync(account.Login, Password)).ShouldBeTrue();
        (await AcceptsAsync(twin, OtherPassword)).ShouldBeTrue();

        (await Accounts.KeepAsync(account with { IsEnabled = false }, Cancellation)).ShouldBeOfType<KeepOutcome.Twice>();
        (await AcceptsAsync(account.Login, Password)).ShouldBeFalse();
        (await AcceptsAsync(twin, OtherPassword)).ShouldBeFalse();
    }

    [Fact(DisplayName = "E56: what an administrator switched off stays off, and what we switched off is switched on again")]
    public async Task HeldOff()
    {
        var account = await CreatedAsync(Teacher()) with { WasLeftEnabled = true };
        await SwitchAsync(account.Login, isOn: false);

        (await Accounts.KeepAsync(account with { Networks = ["Study.mos"] }, Cancellation)).ShouldBe(new KeepOutcome.Kept(new HeldAccount(account.Login, IsHeldOff: true)));
        (await CreateAsync(account)).ShouldBeOfType<CreateOutcome.Created>().Held.IsHeldOff.ShouldBeTrue();
        (await AcceptsAsync(account.Login, Password)).ShouldBeFalse();

        await SwitchAsync(account.Login, isOn: true);
        (await Accounts.KeepAsync(account, Cancellation)).ShouldBe(new KeepOutcome.Kept(new HeldAccount(account.Login, IsHeldOff: false)));
        (await AcceptsAsync(account.Login, Password)).ShouldBeTrue();

        await KeepAsync(account with { IsEnabled = false, WasLeftEnabled = false });
        await KeepAsync(account with { WasLeftEnabled = false });
        (await AcceptsAsync(account.Login, Password)).ShouldBeTrue();
    }
}
