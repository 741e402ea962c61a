namespace Mesh.Cabinet.Tests.Matching;

/// <summary>The specification of matching, line by line.</summary>
public sealed class VerdictTests
{
    private static string[] Lines { get; } = File.ReadAllLines(Path.Combine(TestPlaces.Root, "Mesh.Cabinet.Tests", "Matching", "verdicts.txt"));

    public static TheoryData<string> Cases => [.. Lines.Where(line => line.Count(letter => letter == '|') == 3)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Verdict(string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        VerdictPrint.Of(VerdictCase.Read(parts[1], parts[2]).Evaluate()).ShouldBe(parts[3], line);
    }

    [Fact]
    public void Every_line_of_the_specification_is_a_heading_or_a_case()
    {
        Lines.ShouldAllBe(line => line.Length == 0 || line.StartsWith('#') || line.Count(letter => letter == '|') == 3);
        Cases.Count.ShouldBeGreaterThanOrEqualTo(250);
        Cases.Select(row => (string)row.Data).ShouldBeUnique();
    }
}
