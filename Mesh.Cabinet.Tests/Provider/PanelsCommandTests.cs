using System.Security.Cryptography;
using Mesh.Cabinet.Provider.Panels;
using Mesh.Cabinet.Tests.Shell;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>Panels by command, each a process of its own.</summary>
public sealed class PanelsCommandTests : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("panels-");

    [Fact]
    public async Task A_panel_is_added_listed_and_disabled()
    {
        using var commands = new CommandProcess();
        (await commands.RunAsync("panels", "list")).ShouldBe((0, ""));
        var keys = Write(ClassPanel.KeySet(key));
        (await commands.RunAsync("panels", "add", "--school", "school-9101", "--title", "Кабинет 31", "--jwks", keys)).ExitCode.ShouldBe(1, "there is no such school yet");
        (await commands.RunAsync("records", "import", Path.Combine(AppContext.BaseDirectory, "Sandbox", "City", "records"))).ExitCode.ShouldBe(0);
        var (code, output) = await commands.RunAsync("panels", "add", "--school", "school-9101", "--title", "Кабинет 31", "--jwks", keys);
        code.ShouldBe(0, output);
        var id = output.Split('\n').Single(line => line.StartsWith("panel=", StringComparison.Ordinal))["panel=".Length..].Trim();
        id.ShouldStartWith(Panel.Prefix);
        (await commands.RunAsync("panels", "list")).Output.ShouldContain($"{id}\tschool-9101\tКабинет 31");
        (await commands.RunAsync("panels", "disable", id)).ExitCode.ShouldBe(0);
        (await commands.RunAsync("panels", "disable", id)).ExitCode.ShouldBe(1);
        (await commands.RunAsync("panels", "add", "--school", "school-9101", "--title", "Кабинет 31", "--jwks", Path.Combine(folder.FullName, "none.json"))).ExitCode.ShouldBe(1);
        (await commands.RunAsync("panels", "add", "--school", "school-9101", "--title", " ", "--jwks", keys)).ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("{\"keys\":[]}")]
    [InlineData("{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}")]
    public void Keys_that_prove_nothing_are_refused(string keys) =>
        PanelRules.Faults(new Panel { SchoolId = "school-1", Title = "Т", Jwks = keys }).ShouldHaveSingleItem().ShouldStartWith("Jwks");

    [Fact]
    public void A_private_key_is_refused()
    {
        var parameters = key.ExportParameters(includePrivateParameters: true);
        var secret = ClassPanel.KeySet(key).Replace("\"kty\"", $"\"d\":\"{System.Buffers.Text.Base64Url.EncodeToString(parameters.D)}\",\"kty\"", StringComparison.Ordinal);
        PanelRules.Faults(new Panel { SchoolId = "school-1", Title = "Т", Jwks = secret }).ShouldHaveSingleItem().ShouldStartWith("Jwks");
    }

    public void Dispose()
    {
        key.Dispose();
        folder.Delete(recursive: true);
    }

    private string Write(string text)
    {
        var path = Path.Combine(folder.FullName, "keys.json");
        File.WriteAllText(path, text);
        return path;
    }
}
