using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.Parts;
using Mesh.Cabinet.Tests.Sandbox;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <summary>The contract over SCIM, with the sandbox city's directory.</summary>
[Collection(InTheCity.Name)]
public sealed class ScimAccountsContractTests(StartedCity city) : DomainAccountsContract
{
    private readonly HttpClient http = Provisioner(city);

    private protected override IDomainAccounts Accounts => new ScimWay(http).Accounts;

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    protected override async Task<bool> AcceptsAsync(string login, string password) =>
        (await city.Http.PostAsJsonAsync("/equipment/sign-in", new { where = "pc", login, password }, Cancellation)).StatusCode is HttpStatusCode.OK;

    protected override async Task AddAlienAsync(string login) =>
        (await city.NewProvisioner().PostAsJsonAsync("/scim/v2/Users", Tests.Sandbox.Accounts.Student(login, OtherPassword), Cancellation)).EnsureSuccessStatusCode();

    protected override Task RenameAsync(string login, string newLogin) => OtherDirectory.ChangeAsync(http, login, "userName", newLogin);

    protected override Task SwitchAsync(string login, bool isOn) => OtherDirectory.ChangeAsync(http, login, "active", isOn);

    private protected override Task AddTwinAsync(string login, Guid id) => OtherDirectory.AddAsync(http, login, OtherPassword, id);

    protected override IPAddress Address => IPAddress.Loopback;

    private protected override IDomainAccounts AccountsAt(int port) =>
        new ScimWay(new HttpClient { BaseAddress = new Uri($"http://{Address}:{port}/scim/v2/"), Timeout = ShortPatience }).Accounts;

    [Theory(DisplayName = "E38: a gateway that answers a change with status 200 and not with the user has changed nothing")]
    [InlineData(Trouble.Rubbish)]
    [InlineData(Trouble.Empty)]
    public async Task A_gateway_says_yes(Trouble trouble)
    {
        await using var gateway = await Middleman.StartAsync();
        (gateway.Target, gateway.KeepsHost) = (new Uri(city.Address), false);
        using var provisioner = city.NewProvisioner();
        provisioner.BaseAddress = new Uri(gateway.Address, "/scim/v2/");
        var accounts = new ScimWay(provisioner).Accounts;
        var account = await CreatedAsync(Teacher());
        var changed = account with { Networks = [] };
        var found = await http.GetFromJsonAsync<JsonElement>($"Users?filter=userName eq \"{account.Login}\"", Cancellation);
        var id = found.GetProperty("Resources")[0].GetProperty("id").GetString();

        using (gateway.Makes(trouble, $"/scim/v2/Users/{id}"))
        {
            (await accounts.SetPasswordAsync(account, new TypedPassword(OtherPassword), Cancellation)).ShouldBeOfType<SetPasswordOutcome.Unavailable>();
            (await accounts.KeepAsync(changed, Cancellation)).ShouldBeOfType<KeepOutcome.Unavailable>();
        }

        (await accounts.SetPasswordAsync(account, new TypedPassword(OtherPassword), Cancellation)).ShouldBeOfType<SetPasswordOutcome.Accepted>();
        (await accounts.KeepAsync(changed, Cancellation)).ShouldBeOfType<KeepOutcome.Kept>();
    }

    private static HttpClient Provisioner(StartedCity city)
    {
        var provisioner = city.NewProvisioner();
        provisioner.BaseAddress = new Uri($"{city.Address}/scim/v2/");
        return provisioner;
    }
}
