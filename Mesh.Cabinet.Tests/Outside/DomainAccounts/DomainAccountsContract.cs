using System.Net;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <summary>What every directory does for the product, whichever protocol it speaks.</summary>
public abstract partial class DomainAccountsContract : IAsyncLifetime
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

    /// <summary>An administrator gives the object of this login another one.</summary>
    protected abstract Task RenameAsync(string login, string newLogin);

    /// <summary>An administrator switches the object of this login off, or on.</summary>
    protected abstract Task SwitchAsync(string login, bool isOn);

    /// <summary>Somebody copies an object with all it has, our id too.</summary>
    private protected abstract Task AddTwinAsync(string login, Guid id);

    /// <summary>This machine, where the directory stands.</summary>
    protected abstract IPAddress Address { get; }

    /// <summary>How long the directory is waited for where it is silent.</summary>
    protected static TimeSpan ShortPatience { get; } = TimeSpan.FromSeconds(1);

    /// <summary>The product's way to a directory that stands at another port.</summary>
    private protected abstract IDomainAccounts AccountsAt(int port);

    private protected static DomainAccount Teacher() => Person(DomainAccountKind.Teacher, "Study");

    private protected static DomainAccount Person(DomainAccountKind kind, params string[] networks)
    {
        var id = Guid.CreateVersion7();
        var login = $"p{id.ToString("N")[^15..]}";
        return new DomainAccount(id, login, new AccountHolder("Петрова", "Анна", "Сергеевна", "Петрова Анна Сергеевна"), kind, $"{login}@zao.obr.mos.ru", networks, "school-7");
    }

    private protected static TypedPassword Typed(string password) => new(password);

    private protected Task<CreateOutcome> CreateAsync(DomainAccount account, string password = Password) => Accounts.CreateAsync(account, Typed(password), Cancellation);

    private protected async Task KeepAsync(DomainAccount account) => (await Accounts.KeepAsync(account, Cancellation)).ShouldBeOfType<KeepOutcome.Kept>();

    private protected async Task<DomainAccount> CreatedAsync(DomainAccount account, string password = Password)
    {
        (await CreateAsync(account, password)).ShouldBeOfType<CreateOutcome.Created>();
        return account;
    }

    private protected async Task<FindOutcome.Found> FoundAsync(DomainAccount account) =>
        (await Accounts.FindAsync(account.Id, account.Login, Cancellation)).ShouldBeOfType<FindOutcome.Found>();
}
