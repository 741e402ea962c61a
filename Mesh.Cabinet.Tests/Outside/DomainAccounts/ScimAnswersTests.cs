using System.Text.Json;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.Parts;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <summary>Directories that answer otherwise than the sandbox does: what they did not take is never taken for kept.</summary>
[Collection(InAnotherDirectory.Name)]
public sealed class ScimAnswersTests(OtherDirectory directory) : IAsyncLifetime
{
    private const string Password = "Shkola-2026-osen";

    private readonly Notebook<ScimAccounts> log = new();
    private HttpClient? http;

    private HttpClient Provisioner => http ??= OtherDirectory.Provisioner(directory.Address);

    private IDomainAccounts Accounts => new ScimWay(Provisioner, log: log).Accounts;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        NodePart.Need();
        await QuirksAsync(new { });
    }

    // Whatever was refused: nothing of the person, and no password.
    public ValueTask DisposeAsync()
    {
        foreach (var secret in (string[])[Password, "Петрова", "@zao.obr.mos.ru"])
            log.Text.ShouldNotContain(secret);
        http?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory(DisplayName = "E48: a switch, a name or rights that the directory says it took and did not are said, and are not kept")]
    [InlineData("active")]
    [InlineData("name")]
    [InlineData("entitlements")]
    [InlineData("emails")]
    public async Task NotTaken(string attribute)
    {
        var account = await CreatedAsync();
        await QuirksAsync(new { ignores = (string[])[attribute] });

        var left = account with { IsEnabled = false, Networks = [], TeamsAddress = null, Holder = new AccountHolder("Сидорова", "Анна", null, "Сидорова Анна") };
        (await Accounts.KeepAsync(left, Cancellation)).ShouldBeOfType<KeepOutcome.Refused>().IsOfAll.ShouldBeFalse();

        log.Text.ShouldContain($"did not take of the account {account.Id}: {attribute}");
        (await AcceptsAsync(account)).ShouldBe(attribute == "active");
    }

    [Fact(DisplayName = "E48: whoever leaves is switched off by a change of its own, before all that may be refused")]
    public async Task OffFirst()
    {
        var account = await CreatedAsync();
        await QuirksAsync(new { mailTaken = $"{account.Login}@new.obr.mos.ru" });

        var left = account with { IsEnabled = false, TeamsAddress = $"{account.Login}@new.obr.mos.ru", Kind = DomainAccountKind.Staff };
        (await Accounts.KeepAsync(left, Cancellation)).ShouldBeOfType<KeepOutcome.Refused>();

        (await AcceptsAsync(account)).ShouldBeFalse();
        (await UserAsync(account)).GetProperty("userType").GetString().ShouldBe("Staff", "what is not refused is taken");
        log.Text.ShouldContain("PATCH Users (emails) with status 409, scimType uniqueness: emails exists: ***");
    }

    [Theory(DisplayName = "D14: a refused password is known by what was sent, in whichever language and with whichever scimType")]
    [InlineData("russian")]
    [InlineData("none")]
    public async Task PasswordRefused(string fault)
    {
        var (account, old) = (Teacher(), await CreatedAsync());
        await QuirksAsync(new { passwordFault = fault });

        (await Accounts.CreateAsync(account, new TypedPassword("abcdefgh"), Cancellation)).ShouldBeOfType<CreateOutcome.PasswordRefused>();
        (await Accounts.SetPasswordAsync(old, new TypedPassword("abcdefgh"), Cancellation)).ShouldBeOfType<SetPasswordOutcome.Refused>();

        (await Accounts.FindAsync(account.Id, account.Login, Cancellation)).ShouldBeOfType<FindOutcome.Missing>();
        (await AcceptsAsync(old)).ShouldBeTrue();
    }

    [Fact(DisplayName = "E48: an address that somebody has is no name that is taken: the account is made without it, and that is said")]
    public async Task MailTaken()
    {
        var account = Teacher();
        await QuirksAsync(new { mailTaken = account.TeamsAddress });

        var created = (await Accounts.CreateAsync(account, new TypedPassword(Password), Cancellation)).ShouldBeOfType<CreateOutcome.Created>();

        created.IsWhole.ShouldBeFalse();
        (await AcceptsAsync(account, "Study")).ShouldBeTrue();
        log.Text.ShouldContain($"did not take of the account {account.Id}: emails");
    }

    [Fact(DisplayName = "E43: an account whose id the directory drops is not left behind, and the next try makes no second one")]
    public async Task IdDropped()
    {
        var account = Teacher();
        await QuirksAsync(new { ignores = (string[])["externalId"] });

        for (var tries = 0; tries < 2; tries++)
            (await Accounts.CreateAsync(account, new TypedPassword(Password), Cancellation)).ShouldBeOfType<CreateOutcome.Refused>();

        (await Accounts.FindAsync(account.Id, account.Login, Cancellation)).ShouldBeOfType<FindOutcome.Missing>();
        log.Text.ShouldContain("does not keep externalId");
    }

    [Fact(DisplayName = "E43: at the start check it shows that the directory drops our id, and the account of the look is gone afterwards")]
    public async Task StartCheck()
    {
        var way = new ScimWay(Provisioner, log: log);
        (await way.StartCheck.IsRightAsync(Cancellation)).ShouldBe(true);
        await QuirksAsync(new { ignores = (string[])["externalId"] });
        (await way.StartCheck.IsRightAsync(Cancellation)).ShouldBe(false);

        log.Text.ShouldContain("does not know externalId");
        await QuirksAsync(new { });
        (await way.Accounts.FindAsync(Guid.Empty, ScimStartCheck.TrialLogin, Cancellation)).ShouldBeOfType<FindOutcome.Missing>();
    }

    [Fact(DisplayName = "E48: names of attributes have no case, and a truth may come as text")]
    public async Task AsText()
    {
        var account = await CreatedAsync();
        await QuirksAsync(new { asText = true });

        (await Accounts.FindAsync(account.Id, account.Login, Cancellation)).ShouldBeOfType<FindOutcome.Found>()
            .ShouldSatisfyAllConditions(it => it.IsEnabled.ShouldBeTrue(), it => it.Id.ShouldBe(account.Id), it => it.Networks.ShouldBe(["Study"]));
        (await Accounts.KeepAsync(account with { IsEnabled = false, Networks = [] }, Cancellation)).ShouldBeOfType<KeepOutcome.Kept>();
        (await Accounts.FindAsync(account.Id, account.Login, Cancellation)).ShouldBeOfType<FindOutcome.Found>().IsEnabled.ShouldBeFalse();
    }

    [Fact]
    public async Task A_directory_that_does_not_find_by_our_id_is_asked_by_the_name()
    {
        var account = await CreatedAsync();
        await QuirksAsync(new { noIdFilter = true });
        var accounts = Accounts;

        (await accounts.KeepAsync(account with { Networks = [] }, Cancellation)).ShouldBeOfType<KeepOutcome.Kept>();
        (await accounts.KeepAsync(Teacher(), Cancellation)).ShouldBeOfType<KeepOutcome.Missing>();
    }

    [Theory(DisplayName = "E45: what the directory refuses of one object is told from a directory that is away")]
    [InlineData(400, true)]
    [InlineData(403, true)]
    [InlineData(500, true)]
    [InlineData(429, false)]
    [InlineData(503, false)]
    public async Task RefusedOrAway(int status, bool isRefused)
    {
        var account = await CreatedAsync();
        await QuirksAsync(new { refuses = account.Id, refusesWith = status });

        (await Accounts.KeepAsync(account with { IsEnabled = false }, Cancellation)).ShouldBeOfType(isRefused ? typeof(KeepOutcome.Refused) : typeof(KeepOutcome.Unavailable), log.Text);
        log.Text.ShouldContain($"status {status}");
    }

    [Fact]
    public async Task Nothing_is_sent_of_what_is_there_already()
    {
        var account = await CreatedAsync();
        await QuirksAsync(new { });
        (await Accounts.KeepAsync(account, Cancellation)).ShouldBeOfType<KeepOutcome.Kept>();
        (await OtherDirectory.RequestsAsync(directory.Address)).ShouldAllBe(request => request.StartsWith("GET", StringComparison.Ordinal));
    }

    private static DomainAccount Teacher()
    {
        var id = Guid.CreateVersion7();
        var login = $"s{id.ToString("N")[^13..]}";
        return new DomainAccount(
            id, login, new AccountHolder("Петрова", "Анна", "Сергеевна", "Петрова Анна Сергеевна"), DomainAccountKind.Teacher, $"{login}@zao.obr.mos.ru", ["Study"], "school-7");
    }

    private async Task<DomainAccount> CreatedAsync()
    {
        var account = Teacher();
        (await Accounts.CreateAsync(account, new TypedPassword(Password), Cancellation)).ShouldBeOfType<CreateOutcome.Created>().IsWhole.ShouldBeTrue();
        return account;
    }

    private Task QuirksAsync(object quirks) => OtherDirectory.BehaveAsync(directory.Address, quirks);

    private Task<JsonElement> UserAsync(DomainAccount account) => OtherDirectory.UserAsync(Provisioner, account.Login);

    private Task<bool> AcceptsAsync(DomainAccount account, string? network = null) => OtherDirectory.AcceptsAsync(directory.Address, account.Login, Password, network);
}
