using System.Diagnostics;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>A start in Production with settings that cannot work.</summary>
public sealed class SettingsFaultsTests
{
    private const string Canary = "Kanareika";

    [Fact]
    public async Task With_nothing_set_every_missing_key_is_named_at_once()
    {
        var (exitCode, output) = await StartAsync();

        exitCode.ShouldBe(1);
        string[] keys =
        [
            "FieldProtection:Key", "MosRu:ClientSecret", "MosRu:VouchesFor", "Gosuslugi:ClientSecret", "Gosuslugi:VouchesFor",
            "DomainAccounts:Scim:Address", "DomainAccounts:Scim:Token",
        ];
        foreach (var key in keys)
            output.ShouldContain(key);
        output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task With_wrong_values_every_key_is_named_and_no_secret_is_printed()
    {
        var (exitCode, output) = await StartAsync(
            ("Site__PublicAddress", "school.mos.ru"),
            ("Site__TestLaunch", "perhaps"),
            ("Database__Provider", "Paper"),
            ("FieldProtection__Key", Canary),
            ("MosRu__Authority", "http://login.mos.ru"),
            ("MosRu__ClientSecret", Canary),
            ("MosRu__RecoveryUrl", "nowhere"),
            ("Gosuslugi__Enabled", "perhaps"),
            ("DomainAccounts__Kind", "Paper"),
            ("DomainAccounts__Scim__Address", "http://directory.example/scim"),
            ("DomainAccounts__Scim__Token", Canary),
            ("Activation__Replacement", "/"),
            ("WifiNetworks__Student", " "),
            ("ConnectionStrings__Cabinet", $"Rubbish={Canary};Password={Canary}"));

        exitCode.ShouldBe(1);
        string[] keys =
        [
            "Site:TestLaunch", "Database:Provider", "FieldProtection:Key", "MosRu:Authority", "MosRu:RecoveryUrl", "Gosuslugi:Enabled", "DomainAccounts:Kind", "DomainAccounts:Scim:Address",
            "Activation:Replacement", "WifiNetworks:Student",
        ];
        foreach (var key in keys)
            output.ShouldContain(key);
        output.ShouldNotContain(Canary);
        output.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("SqlServer")]
    public async Task A_connection_string_that_is_none_is_named_and_not_printed(string provider)
    {
        var (exitCode, output) = await StartAsync(("Database__Provider", provider), ("ConnectionStrings__Cabinet", $"Rubbish={Canary};Password={Canary}"));

        exitCode.ShouldBe(1);
        output.ShouldContain("ConnectionStrings:Cabinet");
        output.ShouldNotContain(Canary);
    }

    private static async Task<(int ExitCode, string Output)> StartAsync(params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("settings-");
        try
        {
            var start = RunningProduct.Command([], folder.FullName, RunningProduct.FreePort(), RunningProduct.FreePort());
            start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
            start.Environment.Remove("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES");
            foreach (var (key, value) in settings)
                start.Environment[key] = value;
            using var process = Process.Start(start)!;
            var printed = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return (process.ExitCode, string.Concat(printed));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
