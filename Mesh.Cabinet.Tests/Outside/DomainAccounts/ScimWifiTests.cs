using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.Parts;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <summary>A directory whose schema has no entitlements: Wi-Fi goes by groups there.</summary>
public sealed class ScimWifiTests : IAsyncLifetime
{
    private const string Password = "Shkola-2026-osen";
    private static readonly ScimOptions ByGroups = new() { Wifi = ScimOptions.ByGroups, Groups = [new("Study.mos", "Study.mos"), new("Study", "Study")] };

    private readonly Notebook<ScimAccounts> log = new();
    private NodeProgram? program;
    private HttpClient? http;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        NodePart.Need();
        program = await NodeProgram.StartAsync("scim.mjs", ("LACKS", "entitlements"));
        http = OtherDirectory.Provisioner(program.Address);
    }

    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        if (program is not null)
            await program.DisposeAsync();
    }

    [Theory(DisplayName = "R28, R29, E48: where the setting says so Wi-Fi goes by groups, whether or not the directory shows them with the user")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Groups(bool hidesGroups)
    {
        await OtherDirectory.BehaveAsync(program!.Address, new { hidesGroups });
        var way = new ScimWay(http!, ByGroups, log);
        (await way.StartCheck.IsRightAsync(Cancellation)).ShouldBe(true);
        var account = Teacher();
        (await way.Accounts.CreateAsync(account, new TypedPassword(Password), Cancellation)).ShouldBeOfType<CreateOutcome.Created>().IsWhole.ShouldBeTrue();
        (await IsInAsync(account, "Study"), await IsInAsync(account, "Study.mos")).ShouldBe((true, false));

        (await way.Accounts.KeepAsync(account with { Networks = ["Study.mos"] }, Cancellation)).ShouldBeOfType<KeepOutcome.Kept>();
        (await IsInAsync(account, "Study"), await IsInAsync(account, "Study.mos")).ShouldBe((false, true));
        (await way.Accounts.FindAsync(account.Id, account.Login, Cancellation)).ShouldBeOfType<FindOutcome.Found>().Networks.ShouldBe(["Study.mos"]);
    }

    [Fact(DisplayName = "E48: without entitlements and without groups Wi-Fi is said to be missing, at the start and for each account, and whoever leaves is switched off all the same")]
    public async Task Neither()
    {
        var way = new ScimWay(http!, log: log);
        (await way.StartCheck.IsRightAsync(Cancellation)).ShouldBe(false);
        log.Text.ShouldContain("does not know entitlements");
        var account = Teacher();
        (await way.Accounts.CreateAsync(account, new TypedPassword(Password), Cancellation)).ShouldBeOfType<CreateOutcome.Created>().IsWhole.ShouldBeFalse();
        (await way.Accounts.KeepAsync(account, Cancellation)).ShouldBeOfType<KeepOutcome.Refused>().IsOfAll.ShouldBeTrue();

        (await way.Accounts.KeepAsync(account with { IsEnabled = false, Networks = [] }, Cancellation)).ShouldBeOfType<KeepOutcome.Kept>();
        (await OtherDirectory.AcceptsAsync(program!.Address, account.Login, Password)).ShouldBeFalse();
    }

    private Task<bool> IsInAsync(DomainAccount account, string network) => OtherDirectory.AcceptsAsync(program!.Address, account.Login, Password, network);

    private static DomainAccount Teacher()
    {
        var id = Guid.CreateVersion7();
        return new DomainAccount(
            id, $"w{id.ToString("N")[^13..]}", new AccountHolder("Петрова", "Анна", null, "Петрова Анна"), DomainAccountKind.Teacher, null, ["Study"], "school-7");
    }
}
