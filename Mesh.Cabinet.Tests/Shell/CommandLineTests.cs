using System.Diagnostics;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>What the words on the command line start. Without the settings of a site, one that tried to serve would name them.</summary>
public sealed class CommandLineTests : IDisposable
{
    private const string SettingOfTheSite = "MosRu:ClientSecret";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("command-line-");

    [Theory]
    [InlineData("recods", "import", "x.zip")]
    [InlineData("Records", "import", "x.zip")]
    [InlineData("case", "list", "")]
    public async Task A_misspelt_command_is_said_to_be_none_and_serves_nothing(params string[] words)
    {
        var (exitCode, output) = await RunAsync(words);

        exitCode.ShouldBe(1);
        output.ShouldContain($"'{words[0]}'");
        output.ShouldNotContain(SettingOfTheSite);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_names_every_command(string word)
    {
        var (exitCode, output) = await RunAsync(word);

        exitCode.ShouldBe(0);
        foreach (var command in (string[])["records", "cases", "ties", "database"])
            output.ShouldContain($"  {command}");
        output.ShouldNotContain(SettingOfTheSite);
    }

    [Theory]
    [InlineData("--Site:TestLaunch=false")]
    [InlineData("Site:TestLaunch=false")]
    [InlineData("/Site:TestLaunch=false")]
    public async Task A_setting_is_no_command(string setting) => (await RunAsync(setting)).Output.ShouldContain(SettingOfTheSite);

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(0, "records", "import", "--help")]
    [InlineData(0, "--version")]
    [InlineData(1, "database", "migrate")]
    public async Task A_question_needs_no_settings_and_a_command_the_databases(int expected, params string[] words)
    {
        var (exitCode, output) = await RunWithKeyAsync("", words);

        exitCode.ShouldBe(expected, output);
        output.Contains("FieldProtection:Key", StringComparison.Ordinal).ShouldBe(expected != 0);
    }

    private Task<(int ExitCode, string Output)> RunAsync(params string[] words) => RunWithKeyAsync(Convert.ToBase64String(new byte[32]), words);

    private async Task<(int ExitCode, string Output)> RunWithKeyAsync(string key, string[] words)
    {
        var start = RunningProduct.Command(words, folder.FullName, RunningProduct.FreePort(), RunningProduct.FreePort());
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment.Remove("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES");
        start.Environment["FieldProtection__Key"] = key;
        using var process = Process.Start(start)!;
        var printed = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(printed));
    }
}
