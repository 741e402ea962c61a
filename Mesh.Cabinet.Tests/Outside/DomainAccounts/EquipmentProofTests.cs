using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Tests.Parts;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <summary>The login that the product gives opens the doors of a school, asked by the programs that PCs and phones ask with.</summary>
[Collection(InTheDomain.Name)]
public sealed class EquipmentProofTests(StartedDomain domain) : IAsyncLifetime
{
    private const string Password = "Shkola-2026-osen";
    private const string Changed = "Пароль-2027-весна";

    public ValueTask InitializeAsync()
    {
        DebianParts.NeedDomain();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact(DisplayName = "R29, E39: staff open PCs and Wi-Fi Study, with the current password only, and as long as the account is enabled")]
    public async Task Staff() => await LifeAsync(DomainAccountKind.Teacher, own: "Study", others: "Study.mos");

    [Fact(DisplayName = "R28, E39: students open PCs and Wi-Fi Study.mos, with the current password only, and as long as the account is enabled")]
    public async Task Student() => await LifeAsync(DomainAccountKind.Student, own: "Study.mos", others: "Study");

    [Fact]
    public async Task A_login_that_nobody_has_opens_nothing() =>
        (await OpensAsync("nobody-at-all", Password, "Study")).ShouldBe((false, false, false));

    private async Task LifeAsync(DomainAccountKind kind, string own, string others)
    {
        var id = Guid.CreateVersion7();
        var login = $"e{id.ToString("N")[^15..]}";
        var account = new DomainAccount(id, login, new AccountHolder("Петрова", "Анна", null, "Петрова Анна"), kind, null, [own], "school-7");
        (await domain.Accounts.CreateAsync(account, new TypedPassword(Password), TestContext.Current.CancellationToken)).ShouldBeOfType<CreateOutcome.Created>();
        (await OpensAsync(login, Password, own)).ShouldBe((true, true, true));
        (await OpensAsync(login, Changed, own)).ShouldBe((false, false, false));
        (await domain.Equipment.WifiAcceptsAsync(others, login, Password)).ShouldBeFalse("another network");

        (await domain.Accounts.SetPasswordAsync(account, new TypedPassword(Changed), TestContext.Current.CancellationToken)).ShouldBeOfType<SetPasswordOutcome.Accepted>();
        (await OpensAsync(login, Password, own)).ShouldBe((false, false, false));
        (await OpensAsync(login, Changed, own)).ShouldBe((true, true, true));

        await KeepAsync(account with { Networks = [others] });
        (await domain.Equipment.WifiAcceptsAsync(own, login, Changed)).ShouldBeFalse("the network of the earlier post");
        (await domain.Equipment.WifiAcceptsAsync(others, login, Changed)).ShouldBeTrue("the network of the new post");

        await KeepAsync(account with { IsEnabled = false });
        (await OpensAsync(login, Changed, own)).ShouldBe((false, false, false));
        await KeepAsync(account);
        (await OpensAsync(login, Changed, own)).ShouldBe((true, true, true));
    }

    private async Task KeepAsync(DomainAccount account) =>
        (await domain.Accounts.KeepAsync(account, TestContext.Current.CancellationToken)).ShouldBeOfType<KeepOutcome.Kept>();

    private async Task<(bool Pc, bool Wifi, bool Ldap)> OpensAsync(string login, string password, string network) =>
        (await domain.Equipment.PcAcceptsAsync(login, password), await domain.Equipment.WifiAcceptsAsync(network, login, password), domain.Accepts(login, password));
}
