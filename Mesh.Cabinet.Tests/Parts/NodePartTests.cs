using System.Text.Json.Nodes;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>The ground on which other people's servers stand.</summary>
public sealed class NodePartTests
{
    [Fact]
    public void Every_module_is_pinned_exactly_and_no_lock_names_where_it_came_from()
    {
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(NodePart.Folder, "package.json")))!;
        manifest["dependencies"]!.AsObject().Where(module => !Version.TryParse(module.Value!.GetValue<string>(), out _)).ShouldBeEmpty();
        File.ReadAllText(Path.Combine(NodePart.Folder, "package-lock.json")).ShouldNotContain("\"resolved\"");
    }
}
