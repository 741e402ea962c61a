using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Shell;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>Clients by command, each a process of its own, and what stands in the database of them.</summary>
public sealed class ClientsCommandTests
{
    [Fact]
    public async Task A_client_is_added_gets_two_secrets_is_listed_and_disabled()
    {
        using var commands = new CommandProcess();
        (await commands.RunAsync("clients", "list")).ShouldBe((0, ""));
        var (code, output) = await commands.RunAsync("clients", "add", "library-two", "--title", "Библиотека", "--redirect", "https://library.example/cb", "--service", "library", "--scope", "profile", "mesh.roles");
        code.ShouldBe(0, output);
        string[] secrets = [Secret(output), Secret((await commands.RunAsync("clients", "secret", "library-two")).Output), Secret((await commands.RunAsync("clients", "secret", "library-two")).Output)];
        secrets.Distinct().Count().ShouldBe(3);
        (await commands.ScalarAsync("SELECT COUNT(*) FROM ClientSecrets")).ShouldBe("2", "the oldest has ended");
        (await commands.RunAsync("clients", "list")).Output.ShouldContain("library-two\tБиблиотека\tlibrary\tprofile mesh.roles");
        (await commands.RunAsync("clients", "add", "library-two", "--title", "Другая", "--redirect", "https://library.example/cb")).ExitCode.ShouldBe(1);
        (await commands.RunAsync("clients", "add", "odd", "--title", "Т", "--redirect", "https://odd.example/cb", "--scope", "mesh.school", "--asks-school", "--require-par", "--no-pkce", "--allow-panels")).ExitCode.ShouldBe(0);
        (await commands.ScalarAsync("SELECT Definition FROM Clients WHERE ClientId = 'odd'"))!.ShouldContain("\"AsksSchool\":true,\"RequirePkce\":false,\"RequirePar\":true,\"AllowsPanels\":true");
        (await commands.RunAsync("clients", "add", "open", "--title", "Т", "--redirect", "https://open.example/cb", "--public", "--no-pkce")).ExitCode.ShouldBe(1, "who cannot prove itself needs PKCE");
        (await commands.RunAsync("clients", "disable", "library-two")).ExitCode.ShouldBe(0);
        (await commands.RunAsync("clients", "disable", "library-two")).ExitCode.ShouldBe(1);
        (await commands.RunAsync("clients", "errors", "library-two")).ShouldBe((0, ""));
        (await commands.RunAsync("keys", "rotate")).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("bad id", "https://library.example/cb", "profile", "ClientId")]
    [InlineData("good", "http://library.example/cb", "profile", "RedirectUris")]
    [InlineData("good", "https://library.example/cb#f", "profile", "RedirectUris")]
    [InlineData("good", "https://library.example/cb", "snils", "Scopes")]
    public void What_cannot_be_right_is_said_by_its_field(string id, string redirect, string scope, string field) =>
        ClientRules.Faults(new ServiceClient { ClientId = id, Title = "Т", RedirectUris = [redirect], Scopes = [scope] }, ["journal"], isDevelopment: false).ShouldHaveSingleItem().ShouldStartWith(field);

    [Fact]
    public async Task What_the_settings_say_no_more_is_disabled_and_comes_back_with_them_and_what_a_command_disabled_stays_so()
    {
        using var ground = await StoreGround.OpenAsync(Mesh.Cabinet.Database.DatabaseProvider.Sqlite);
        var store = new ClientStore(ground.Database, ground.Time);
        ServiceClient[] settings = [Client("one"), Client("two")];
        await store.SetAsync(settings, default);
        await store.SetAsync([settings[0]], default);
        (await store.ListAsync(default)).Select(client => client.IsDisabled).ShouldBe([false, true]);
        await store.SetAsync(settings, default);
        (await store.ListAsync(default)).ShouldAllBe(client => !client.IsDisabled && ClientSecret.IsOneOf(client, $"secret of {client.ClientId}"));
        await store.DisableAsync("one", default);
        await store.SetAsync([Client("one") with { Title = "Другое" }, settings[1]], default);
        (await store.ListAsync(default)).Select(client => (client.Title, client.IsDisabled)).ShouldBe([("Другое", true), ("Т", false)]);

        static ServiceClient Client(string id) => new() { ClientId = id, Title = "Т", RedirectUris = ["https://one.example/"], Secrets = [$"secret of {id}"] };
    }

    private static string Secret(string output) => output.Split('\n').Single(line => line.StartsWith("secret=", StringComparison.Ordinal))["secret=".Length..].Trim();
}
