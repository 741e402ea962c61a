using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <summary>What every directory does for the product, whichever protocol it speaks.</summary>
public abstract class DomainAccountsContract : IAsyncLifetime
{
    protected const string Password = "Shkola-2026-osen";
    protected const string OtherPassword = "Vesna-2027-shkola";

    private protected abstract IDomainAccounts Accounts { get; }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public abstract ValueTask InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Whether a PC lets this login in.</summary>
    protected abstract Task<bool> AcceptsAsync(string login, string password);

    /// <summary>Puts an object into the directory that is not ours.</summary>
    protected abstract Task AddAlienAsync(string login);

    private protected static DomainAccount NewTeacher() => Person(DomainAccountKind.Teacher, "Study") with { TeamsAddress = null };

    private protected static DomainAccount Person(DomainAccountKind kind, params string[] networks)
    {
        var id = Guid.CreateVersion7();
        var login = $"p{id.ToString("N")[^15..]}";
        return new DomainAccount(id, login, new AccountHolder("Петрова", "Анна", "Сергеевна", "Петрова Анна Сергеевна"), kind, $"{login}@zao.obr.mos.ru", networks, "school-7");
    }

    private protected static TypedPassword Typed(string password) => new(password);

    private protected async Task<DomainAccount> CreatedAsync(DomainAccount account, string password = Password)
    {
        (await Accounts.CreateAsync(account, Typed(password), Cancellation)).ShouldBeOfType<CreateOutcome.Created>();
        return account;
    }

    private protected async Task<FindOutcome.Found> FoundAsync(DomainAccount account) =>
        (await Accounts.FindAsync(account.Login, Cancellation)).ShouldBeOfType<FindOutcome.Found>();

    [Fact(DisplayName = "R28, R29: a new account works at once, with its networks and its address")]
    public async Task Created()
    {
        var account = await CreatedAsync(Person(DomainAccountKind.Teacher, "Study"));

        (await AcceptsAsync(account.Login, Password)).ShouldBeTrue();
        (await AcceptsAsync(account.Login, OtherPassword)).ShouldBeFalse();
        var found = await FoundAsync(account);
        found.Id.ShouldBe(account.Id);
        found.IsEnabled.ShouldBeTrue();
        found.Kind.ShouldBe(DomainAccountKind.Teacher);
        found.TeamsAddress.ShouldBe(account.TeamsAddress);
        found.Networks.ShouldBe(["Study"]);
    }
}
