using System.Net;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.Parts;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <summary>The way to the domain controller fails, or somebody else stands at its end.</summary>
[Collection(InTheDomain.Name)]
public sealed class LdapFaultsTests(StartedDomain domain) : IAsyncLifetime
{
    private const string Password = "Kanareika-2026-osen";

    private readonly Notebook<LdapOperations> log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        DebianParts.NeedDomain();
        return ValueTask.CompletedTask;
    }

    // Whatever went wrong: no password and no login in the log (D13).
    public ValueTask DisposeAsync()
    {
        log.Text.ShouldNotContain("Kanareika");
        log.Text.ShouldNotContain(domain.Settings.BindPassword);
        log.Text.ShouldNotContain("kanareika_");
        return ValueTask.CompletedTask;
    }

    [Fact(DisplayName = "E38: a create whose answer is lost on a kept connection is asked again and ends with one account")]
    public async Task AnswerLost()
    {
        using var relay = NewRelay();
        var accounts = AccountsBehind(relay);
        var account = Teacher();
        await ShouldBeMissingAsync(accounts, account);

        relay.LoseAnswer();

        (await accounts.CreateAsync(account, new TypedPassword(Password), Cancellation)).ShouldBeOfType<CreateOutcome.Created>();
        await ShouldWorkAsync(account);
    }

    [Theory(DisplayName = "E38: whichever request or answer of a create, a change or a new password is lost, it is asked again and the account is as it should be")]
    [InlineData(false, 0)]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    [InlineData(false, 3)]
    [InlineData(true, 0)]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    [InlineData(true, 3)]
    public async Task AnyLost(bool isAnswer, int after)
    {
        using var relay = NewRelay();
        var accounts = AccountsBehind(relay);
        var account = Teacher();
        await ShouldBeMissingAsync(accounts, account);

        (await LosingAsync(after, () => accounts.CreateAsync(account, new TypedPassword(Password), Cancellation))).ShouldBeOfType<CreateOutcome.Created>();
        (await accounts.CreateAsync(account, new TypedPassword(Password), Cancellation)).ShouldBeOfType<CreateOutcome.Created>();
        await ShouldWorkAsync(account);

        var moved = account with { Networks = ["Study.mos"] };
        (await LosingAsync(after, () => accounts.KeepAsync(moved, Cancellation))).ShouldBeOfType<KeepOutcome.Kept>();
        (await accounts.KeepAsync(moved, Cancellation)).ShouldBeOfType<KeepOutcome.Kept>();
        (await domain.Accounts.FindAsync(account.Id, account.Login, Cancellation)).ShouldBeOfType<FindOutcome.Found>().Networks.ShouldBe(["Study.mos"]);

        // One search and one change: there is no third message.
        (await LosingAsync(Math.Min(after, 1), () => accounts.SetPasswordAsync(moved, new TypedPassword(Password + "-2"), Cancellation))).ShouldBeOfType<SetPasswordOutcome.Accepted>();
        (await accounts.SetPasswordAsync(moved, new TypedPassword(Password + "-2"), Cancellation)).ShouldBeOfType<SetPasswordOutcome.Accepted>();
        domain.Accepts(account.Login, Password + "-2").ShouldBeTrue();
        domain.Accepts(account.Login, Password).ShouldBeFalse();

        async Task<T> LosingAsync<T>(int many, Func<Task<T>> work)
        {
            relay.Lose(isAnswer, many);
            var outcome = await work();
            relay.HasLost(isAnswer).ShouldBeTrue("the message that was to be lost was never sent");
            return outcome;
        }
    }

    [Fact]
    public async Task Connections_that_the_controller_closed_meanwhile_are_made_anew()
    {
        using var relay = NewRelay();
        var accounts = AccountsBehind(relay);
        var account = Teacher();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ShouldBeMissingAsync(accounts, account)));

        relay.Cut();

        (await accounts.CreateAsync(account, new TypedPassword(Password), Cancellation)).ShouldBeOfType<CreateOutcome.Created>();
    }

    [Fact(DisplayName = "E38: a create whose answer does not come in time is unavailable, and the next one ends with that account")]
    public async Task AnswerLate()
    {
        using var relay = NewRelay();
        var accounts = StartedDomain.AccountsWith(SettingsBehind(relay) with { Timeout = TimeSpan.FromSeconds(3) }, log);
        var account = Teacher();
        await ShouldBeMissingAsync(accounts, account);

        using (relay.Silence())
            (await accounts.CreateAsync(account, new TypedPassword(Password), Cancellation)).ShouldBeOfType<CreateOutcome.Unavailable>();
        log.Text.ShouldNotBeEmpty();

        (await AccountsBehind(relay).CreateAsync(account, new TypedPassword(Password), Cancellation)).ShouldBeOfType<CreateOutcome.Created>();
        await ShouldWorkAsync(account);
    }

    [Fact]
    public async Task The_log_tells_a_controller_that_is_not_there_from_one_that_is_not_trusted_and_from_a_refused_service_account()
    {
        using var elsewhere = new TlsServer(domain.Controller.Address);
        var account = Teacher();

        await ShouldBeUnavailableAsync(domain.Settings with { Address = $"ldaps://{domain.Controller.Address}:1" }, "is not there");
        await ShouldBeUnavailableAsync(domain.Settings with { CertificateFolder = elsewhere.CertificateFolder }, "is not trusted");
        await ShouldBeUnavailableAsync(domain.Settings with { BindPassword = "Kanareika" }, "data 52e");

        async Task ShouldBeUnavailableAsync(LdapOptions settings, string reason)
        {
            log.Text.ShouldNotContain(reason);
            (await StartedDomain.AccountsWith(settings, log).CreateAsync(account, new TypedPassword(Password), Cancellation)).ShouldBeOfType<CreateOutcome.Unavailable>();
            log.Text.ShouldContain(reason);
        }
    }

    [Fact]
    public async Task Who_takes_the_controllers_place_after_the_first_look_is_told_nothing()
    {
        using var impostor = new TlsServer(domain.Controller.Address);
        using var relay = new Relay(domain.Controller.Address, number => number == 1 ? Controller : impostor.EndPoint);

        (await AccountsBehind(relay).CreateAsync(Teacher(), new TypedPassword(Password), Cancellation)).ShouldBeOfType<CreateOutcome.Unavailable>();

        (impostor.Calls, impostor.BytesTold).ShouldBe((2, 0));
        log.Text.ShouldContain("is not trusted");
    }

    private IPEndPoint Controller => new(domain.Controller.Address, 636);

    private static DomainAccount Teacher()
    {
        var id = Guid.CreateVersion7();
        return new DomainAccount(
            id, $"kanareika_{id.ToString("N")[^10..]}", new AccountHolder("Петрова", "Анна", null, "Петрова Анна"), DomainAccountKind.Teacher, null, ["Study"], "school-7");
    }

    private Relay NewRelay() => new(domain.Controller.Address, _ => Controller);

    private LdapOptions SettingsBehind(Relay relay) => domain.Settings with { Address = $"ldaps://{domain.Controller.Address}:{relay.Port}" };

    private IDomainAccounts AccountsBehind(Relay relay) => StartedDomain.AccountsWith(SettingsBehind(relay), log);

    private static async Task ShouldBeMissingAsync(IDomainAccounts accounts, DomainAccount account) =>
        (await accounts.FindAsync(account.Id, account.Login, Cancellation)).ShouldBeOfType<FindOutcome.Missing>();

    private async Task ShouldWorkAsync(DomainAccount account)
    {
        domain.Accepts(account.Login, Password).ShouldBeTrue();
        (await domain.Accounts.FindAsync(account.Id, account.Login, Cancellation)).ShouldBeOfType<FindOutcome.Found>().Networks.ShouldBe(["Study"]);
    }
}
