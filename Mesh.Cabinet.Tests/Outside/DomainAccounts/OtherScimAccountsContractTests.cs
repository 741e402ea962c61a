using System.Net;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.Parts;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <summary>The contract over SCIM, with a server that the product's authors did not write.</summary>
[Collection(InAnotherDirectory.Name)]
public sealed class OtherScimAccountsContractTests(OtherDirectory directory) : DomainAccountsContract
{
    private HttpClient? http;

    private HttpClient Provisioner => http ??= OtherDirectory.Provisioner(directory.Address);

    private protected override IDomainAccounts Accounts => new ScimWay(Provisioner).Accounts;

    public override async ValueTask InitializeAsync()
    {
        NodePart.Need();
        await OtherDirectory.BehaveAsync(directory.Address, new { });
    }

    protected override Task<bool> AcceptsAsync(string login, string password) => OtherDirectory.AcceptsAsync(directory.Address, login, password);

    protected override Task AddAlienAsync(string login) => OtherDirectory.AddAsync(Provisioner, login, OtherPassword);

    protected override Task RenameAsync(string login, string newLogin) => OtherDirectory.ChangeAsync(Provisioner, login, "userName", newLogin);

    protected override Task SwitchAsync(string login, bool isOn) => OtherDirectory.ChangeAsync(Provisioner, login, "active", isOn);

    private protected override Task AddTwinAsync(string login, Guid id) => OtherDirectory.AddAsync(Provisioner, login, OtherPassword, id);

    protected override IPAddress Address => IPAddress.Loopback;

    private protected override IDomainAccounts AccountsAt(int port) =>
        new ScimWay(new HttpClient { BaseAddress = new Uri($"http://{Address}:{port}/scim/"), Timeout = ShortPatience }).Accounts;
}
