using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Tests;

/// <summary>docs/security.md says what the code does.</summary>
public sealed partial class SecurityDocumentTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(TestPlaces.Root, "docs", "security.md"));

    /// <summary>Rows that name a constant: what the document says, and the constant.</summary>
    public static TheoryData<string, string> Limits => [.. Lines.Select(line => LimitRow().Match(line)).Where(row => row.Success).Select(row => (row.Groups["limit"].Value.Trim(), row.Groups["constant"].Value))];

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_limit_is_the_one_that_the_code_keeps(string said, string constant)
    {
        var (type, member) = (constant.Split('.')[0], constant.Split('.')[1]);
        var field = typeof(Session).Assembly.GetTypes().Single(it => it.Name == type).GetField(member, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic);
        said.ShouldBe(field.ShouldNotBeNull(constant).GetValue(null) switch
        {
            int number => number.ToString("N0", CultureInfo.InvariantCulture),
            TimeSpan { TotalMinutes: >= 1 } time => $"{time.TotalMinutes} minutes",
            TimeSpan time => $"{time.TotalSeconds} seconds",
            var other => $"{other}",
        });
    }

    [Fact]
    public void The_lines_of_the_security_log_are_listed_by_their_ids()
    {
        var listed = Lines.SelectMany(line => line.StartsWith("| 4", StringComparison.Ordinal) ? EventId().Matches(line.Split('|')[1]).Select(match => match.Value) : []);
        var written = typeof(SecurityLog).GetMethods(BindingFlags.Instance | BindingFlags.NonPublic).Select(method => method.GetCustomAttribute<Microsoft.Extensions.Logging.LoggerMessageAttribute>()).OfType<Microsoft.Extensions.Logging.LoggerMessageAttribute>().Select(message => $"{message.EventId}");
        listed.Order(StringComparer.Ordinal).ShouldBe(written.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\|[^|]+\|(?<limit>[^|]+)\| `(?<constant>\w+\.\w+)` \|$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LimitRow();

    [GeneratedRegex(@"4\d\d\d", RegexOptions.None, 1000)]
    private static partial Regex EventId();
}
