using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>Node and the modules that other people's servers are made of: <c>npm ci</c> in <c>Parts/Node</c> installs them.</summary>
internal static class NodePart
{
    private const int OldestVersion = 20;

    public static readonly string Folder = Path.Combine(TestPlaces.Root, "Mesh.Cabinet.Tests", "Parts", "Node");

    /// <summary>What this machine lacks; null if parts in Node can be started.</summary>
    public static string? Missing { get; } = Version() < OldestVersion ? $"Node {OldestVersion}" : MissingModule();

    public static void Need() => DebianParts.Need(Missing is null, Missing ?? "");

    private static int Version()
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            var said = node.StandardOutput.ReadToEnd();
            node.WaitForExit();
            return int.TryParse(said.TrimStart('v').Split('.')[0], CultureInfo.InvariantCulture, out var major) ? major : 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return 0;
        }
    }

    // A module of another version than the one that is pinned is as good as none.
    private static string? MissingModule() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "package.json")))!["dependencies"]!.AsObject()
            .Where(module => InstalledVersion(module.Key) != module.Value!.GetValue<string>())
            .Select(module => $"{module.Key} {module.Value} (npm ci in Mesh.Cabinet.Tests/Parts/Node)").FirstOrDefault();

    private static string? InstalledVersion(string module)
    {
        var manifest = Path.Combine(Folder, "node_modules", module, "package.json");
        return File.Exists(manifest) ? JsonNode.Parse(File.ReadAllText(manifest))!["version"]?.GetValue<string>() : null;
    }
}
