using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.Parts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <summary>What a start says about the domain.</summary>
[Collection(InTheDomain.Name)]
public sealed class LdapStartCheckTests(StartedDomain domain) : IAsyncLifetime
{
    private readonly Notebook<LdapStartCheck> said = new();

    public ValueTask InitializeAsync()
    {
        DebianParts.NeedDomain();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("OU=Nowhere," + StartedDomain.Domain, "DomainAccounts:Ldap:People", false)]
    [InlineData("no name, DC=test", "DomainAccounts:Ldap:People", false)]
    public async Task At_start_the_log_says_that_all_is_right_or_which_setting_names_nothing(string? people, string? key, bool isRight)
    {
        (await CheckAsync(domain.Settings with { People = people ?? StartedDomain.People })).ShouldBe(isRight);
        said.Text.ShouldContain(key ?? "there and trusted");
    }

    [Fact]
    public async Task At_start_a_group_that_is_not_there_is_named_by_its_key()
    {
        (await CheckAsync(domain.Settings with { Groups = [domain.Settings.Groups[0], new NetworkGroup("Study", $"CN=Nothing,{StartedDomain.Groups}")] })).ShouldBeFalse();
        said.Text.ShouldContain("DomainAccounts:Ldap:Groups:1:Dn");
        said.Text.ShouldNotContain("Groups:0");
    }

    private async Task<bool> CheckAsync(LdapOptions settings)
    {
        var options = Options.Create(new DomainAccountsOptions { Kind = "Ldap", Ldap = settings });
        using var connections = new LdapConnections(options);
        using var check = new LdapStartCheck(new LdapOperations(connections, NullLogger<LdapOperations>.Instance), options, said);
        return await check.IsRightAsync(TestContext.Current.CancellationToken);
    }
}
