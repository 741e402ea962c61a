using System.DirectoryServices.Protocols;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Tests.Parts;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <summary>The contract in a real domain, as a service account with no right too many.</summary>
[Collection(InTheDomain.Name)]
public sealed class LdapAccountsContractTests(StartedDomain domain) : DomainAccountsContract
{
    private const int InvalidCredentials = 49;

    private IDomainAccounts? accounts;

    private protected override IDomainAccounts Accounts => accounts!;

    public override ValueTask InitializeAsync()
    {
        DebianParts.NeedDomain();
        accounts = domain.Accounts();
        return ValueTask.CompletedTask;
    }

    protected override Task<bool> AcceptsAsync(string login, string password)
    {
        try
        {
            using var connection = domain.SignIn($"{login}@mesh.test", password);
            return Task.FromResult(true);
        }
        catch (LdapException refusal) when (refusal.ErrorCode == InvalidCredentials)
        {
            return Task.FromResult(false);
        }
    }

    protected override Task AddAlienAsync(string login)
    {
        using var administrator = domain.SignInAsAdministrator();
        administrator.SendRequest(LdapPeople.Add($"CN=Alien {login},CN=Users,{StartedDomain.Domain}", login, OtherPassword));
        return Task.CompletedTask;
    }
}
