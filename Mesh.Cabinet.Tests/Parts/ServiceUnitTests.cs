using System.Globalization;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>The unit of docs/mesh-cabinet.service, as systemd reads it.</summary>
public sealed class ServiceUnitTests : IDisposable
{
    private const string Program = "/opt/mesh-cabinet/Mesh.Cabinet";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("unit-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Systemd_finds_nothing_to_say_of_the_unit()
    {
        DebianParts.NeedSystemd();
        var unit = await File.ReadAllTextAsync(Path.Combine(TestPlaces.Root, "docs", "mesh-cabinet.service"));
        (await VerifyAsync(unit)).ShouldBe((0, ""));
        // It does look.
        (await VerifyAsync(unit.Replace("Restart=", "Restrat=", StringComparison.Ordinal))).Complaints.ShouldContain("Restrat");
    }

    [Fact]
    public async Task A_stop_may_take_as_long_as_the_product_takes_at_most()
    {
        var unit = await File.ReadAllLinesAsync(Path.Combine(TestPlaces.Root, "docs", "mesh-cabinet.service"));
        var allowed = int.Parse(unit.Single(line => line.StartsWith("TimeoutStopSec=", StringComparison.Ordinal)).Split('=')[1], CultureInfo.InvariantCulture);
        TimeSpan.FromSeconds(allowed).ShouldBeGreaterThan(Draining.MostOf(new SiteOptions()));
    }

    private async Task<(int ExitCode, string Complaints)> VerifyAsync(string unit)
    {
        var name = Path.Combine(folder.FullName, "mesh-cabinet.service");
        unit.ShouldContain($"ExecStart={Program}\n");
        await File.WriteAllTextAsync(name, unit.Replace(Program, Path.Combine(TestPlaces.Root, "Mesh.Cabinet", "bin", "Debug", "net10.0", "Mesh.Cabinet"), StringComparison.Ordinal));
        var (exitCode, output) = await PartProcess.RunAsync(DebianParts.SystemdAnalyze, ["verify", name]);
        // The machine's other units have faults of their own.
        return (exitCode, string.Join('\n', output.Split('\n').Where(line => line.Contains("mesh-cabinet", StringComparison.Ordinal))));
    }
}
