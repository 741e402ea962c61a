using Mesh.Cabinet.Children;

namespace Mesh.Cabinet.Tests.Children;

public sealed class ConsentTests
{
    [Fact(DisplayName = "E29: whoever changes a word of the consent raises its version, and writes both here")]
    public void The_text_of_a_version_never_changes()
    {
        var current = new Consent().Current;
        (current.Version, Convert.ToHexString(current.Hash)[..16]).ShouldBe((1, "E5B3B381C0826851"));
    }
}
