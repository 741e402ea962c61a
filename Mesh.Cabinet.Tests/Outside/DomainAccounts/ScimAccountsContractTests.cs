using System.Net;
using System.Net.Http.Json;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.Sandbox;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <summary>The contract over SCIM, with the sandbox city's directory.</summary>
[Collection(InTheCity.Name)]
public sealed class ScimAccountsContractTests(StartedCity city) : DomainAccountsContract
{
    private readonly HttpClient http = Provisioner(city);

    private protected override IDomainAccounts Accounts => new ScimAccounts(new ScimClient(http), new TestLog<ScimAccounts>());

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    protected override async Task<bool> AcceptsAsync(string login, string password) =>
        (await city.Http.PostAsJsonAsync("/equipment/sign-in", new { where = "pc", login, password }, Cancellation)).StatusCode is HttpStatusCode.OK;

    protected override async Task AddAlienAsync(string login) =>
        (await city.NewProvisioner().PostAsJsonAsync("/scim/v2/Users", Tests.Sandbox.Accounts.Student(login, OtherPassword), Cancellation)).EnsureSuccessStatusCode();

    protected override IPAddress Address => IPAddress.Loopback;

    private protected override IDomainAccounts AccountsAt(int port) => new ScimAccounts(
        new ScimClient(new HttpClient { BaseAddress = new Uri($"http://{Address}:{port}/scim/v2/"), Timeout = ShortPatience }), new TestLog<ScimAccounts>());

    private static HttpClient Provisioner(StartedCity city)
    {
        var provisioner = city.NewProvisioner();
        provisioner.BaseAddress = new Uri($"{city.Address}/scim/v2/");
        return provisioner;
    }
}
