using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.Parts;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <summary>How the product shows a directory who it is.</summary>
[Collection(InAnotherDirectory.Name)]
public sealed class ScimCredentialsTests(OtherDirectory directory) : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        NodePart.Need();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => new(OtherDirectory.BehaveAsync(directory.Address, new { }));

    [Fact]
    public async Task A_bearer_token_and_basic_credentials_let_in_and_wrong_ones_do_not()
    {
        await OtherDirectory.BehaveAsync(directory.Address, new { });
        (await IsLetInAsync(new ScimOptions { Token = "parts" })).ShouldBeTrue();
        (await IsLetInAsync(new ScimOptions { Token = "other" })).ShouldBeFalse();
        await OtherDirectory.BehaveAsync(directory.Address, new { auth = "basic" });
        (await IsLetInAsync(new ScimOptions { User = "cabinet", Password = "пароль:1" })).ShouldBeTrue();
        (await IsLetInAsync(new ScimOptions { User = "cabinet", Password = "пароль" })).ShouldBeFalse();
    }

    [Fact]
    public async Task A_token_for_client_credentials_is_used_until_the_directory_takes_it_back_and_then_got_anew()
    {
        var settings = new ScimOptions { TokenAddress = new Uri(directory.Address, "/token").ToString(), ClientId = "cabinet", ClientSecret = "se:cret" };
        using var token = new ScimToken(TimeProvider.System);
        for (var round = 0; round < 2; round++)
        {
            // Forgets every token that it gave.
            await OtherDirectory.BehaveAsync(directory.Address, new { auth = "token" });
            (await IsLetInAsync(settings, token)).ShouldBeTrue();
            (await IsLetInAsync(settings, token)).ShouldBeTrue();
        }

        (await IsLetInAsync(settings with { ClientSecret = "wrong" })).ShouldBeFalse();
    }

    [Fact]
    public void Settings_name_one_way_and_all_that_it_needs()
    {
        var right = new ScimOptions { Address = "https://directory.example/scim/v2" };
        Faults(right).ShouldBe(["DomainAccounts:Scim:Token is required, or DomainAccounts:Scim:User with DomainAccounts:Scim:Password, or DomainAccounts:Scim:TokenAddress with DomainAccounts:Scim:ClientId and DomainAccounts:Scim:ClientSecret"]);
        Faults(right with { Token = "a" }).ShouldBeEmpty();
        Faults(right with { User = "a", Password = "b" }).ShouldBeEmpty();
        Faults(right with { TokenAddress = "https://id.example/token", ClientId = "a", ClientSecret = "b" }).ShouldBeEmpty();
        Faults(right with { Token = "a", User = "a" }).ShouldBe(["DomainAccounts:Scim:Token, DomainAccounts:Scim:User and DomainAccounts:Scim:TokenAddress exclude each other", "DomainAccounts:Scim:Password is required with DomainAccounts:Scim:User"]);
        Faults(right with { TokenAddress = "http://id.example/token" }).ShouldBe(["DomainAccounts:Scim:TokenAddress must be https unless it is this machine's own", "DomainAccounts:Scim:ClientId and DomainAccounts:Scim:ClientSecret are required with DomainAccounts:Scim:TokenAddress"]);
        Faults(right with { Token = "a", Wifi = "Groups", Groups = [new("Study", "Study")] }).ShouldBe(["DomainAccounts:Scim:Groups must name the group of the network Study.mos"]);
        Faults(right with { Token = "a", Wifi = "Roles" }).ShouldBe(["DomainAccounts:Scim:Wifi must be Entitlements or Groups, not Roles"]);
    }

    private static IEnumerable<string> Faults(ScimOptions scim) => new DomainAccountsOptions { Scim = scim }.Faults(isDevelopment: false, ["Study", "Study.mos"]);

    private async Task<bool> IsLetInAsync(ScimOptions settings, ScimToken? token = null)
    {
        using var own = new ScimToken(TimeProvider.System);
        using var http = new HttpClient(new ScimCredentials(Options.Create(new DomainAccountsOptions { Scim = settings }), token ?? own) { InnerHandler = new HttpClientHandler() })
        {
            BaseAddress = new Uri(directory.Address, "/scim/"),
        };
        return await new ScimWay(http).Accounts.FindAsync(Guid.CreateVersion7(), "nobody", Cancellation) is FindOutcome.Missing;
    }
}
