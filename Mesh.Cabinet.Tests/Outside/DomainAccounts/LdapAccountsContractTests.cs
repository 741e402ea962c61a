using System.DirectoryServices.Protocols;
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

    protected override Task RenameAsync(string login, string newLogin)
    {
        using var administrator = domain.SignInAsAdministrator();
        var dn = LdapPeople.Find(administrator, $"(sAMAccountName={login})")!.DistinguishedName;
        LdapPeople.Replace(administrator, dn, "sAMAccountName", newLogin);
        LdapPeople.Replace(administrator, dn, "userPrincipalName", $"{newLogin}@mesh.test");
        administrator.SendRequest(new ModifyDNRequest(dn, StartedDomain.People, $"CN={newLogin}"));
        return Task.CompletedTask;
    }

    protected override Task SwitchAsync(string login, bool isOn)
    {
        using var administrator = domain.SignInAsAdministrator();
        LdapPeople.Replace(administrator, LdapPeople.Find(administrator, $"(sAMAccountName={login})")!.DistinguishedName, "userAccountControl", isOn ? "66048" : "66050");
        return Task.CompletedTask;
    }

    private protected override Task AddTwinAsync(string login, Guid id)
    {
        using var administrator = domain.SignInAsAdministrator();
        var dn = $"CN={login},{StartedDomain.People}";
        administrator.SendRequest(LdapPeople.Add(dn, login, OtherPassword));
        LdapPeople.Replace(administrator, dn, LdapUser.IdAttribute, id.ToString("D"));
        return Task.CompletedTask;
    }

    protected override Task AddAlienAsync(string login)
    {
        using var administrator = domain.SignInAsAdministrator();
        administrator.SendRequest(LdapPeople.Add($"CN=Alien {login},CN=Users,{StartedDomain.Domain}", login, OtherPassword));
        return Task.CompletedTask;
    }
}
