using System.Net;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Tests.Parts;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <summary>The contract in a real domain, as a service account with no right too many.</summary>
[Collection(InTheDomain.Name)]
public sealed class LdapAccountsContractTests(StartedDomain domain) : DomainAccountsContract
{
    private protected override IDomainAccounts Accounts => domain.Accounts;

    protected override IPAddress Address => domain.Controller.Address;

    public override ValueTask InitializeAsync()
    {
        DebianParts.NeedDomain();
        return ValueTask.CompletedTask;
    }

    protected override Task<bool> AcceptsAsync(string login, string password) => Task.FromResult(domain.Accepts(login, password));

    private protected override IDomainAccounts AccountsAt(int port) =>
        StartedDomain.AccountsWith(domain.Settings with { Address = $"ldaps://{Address}:{port}", Timeout = ShortPatience });

    protected override Task AddAlienAsync(string login)
    {
        using var administrator = domain.SignInAsAdministrator();
        administrator.SendRequest(LdapPeople.Add($"CN=Alien {login},CN=Users,{StartedDomain.Domain}", login, OtherPassword));
        return Task.CompletedTask;
    }
}
