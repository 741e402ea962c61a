using CsCheck;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>What strangers wrote reaches an operator's terminal as text, and never as a command to it.</summary>
public sealed class TerminalTests : IDisposable
{
    private const string Hostile = "a\u001b]0;owned\u0007\u001b[2J\r\nв Обращение № 99\u009b31m\u202Eatad\u2028\u200B";
    private readonly CommandProcess commands = new();

    public void Dispose() => commands.Dispose();

    [Fact]
    public async Task A_login_that_commands_the_terminal_is_one_line_of_plain_text_in_the_list_of_cases()
    {
        (await commands.RunAsync("database", "migrate")).ExitCode.ShouldBe(0);
        await commands.ExecuteAsync(
            "INSERT INTO SupportCases (Id, Kind, PersonId, JournalLogin, MosRuLogin, OpenedAt) VALUES (@Id, 'LoginsDiffer', 'u1', 'ivanov', @Hostile, @Now)",
            new { Id = Guid.CreateVersion7(), Hostile, Now = DateTimeOffset.UtcNow });
        var (code, list) = await commands.RunAsync("cases", "list");
        code.ShouldBe(0);
        ShouldBeHarmless(list, lines: 2);
        list.ShouldContain("a<U+001B>]0;owned<U+0007>");
        var (refused, decided) = await commands.RunAsync("cases", "decide", "1", "--login", "third");
        refused.ShouldBe(1);
        ShouldBeHarmless(decided, lines: 1);
    }

    [Fact]
    public async Task A_file_that_commands_the_terminal_is_refused_in_plain_text()
    {
        (await commands.RunAsync("database", "migrate")).ExitCode.ShouldBe(0);
        var records = Directory.CreateDirectory(Path.Combine(commands.Folder, "records")).FullName;
        await File.WriteAllTextAsync(Path.Combine(records, "orgs.csv"), "sourcedId,name,type,\u202Eeman\u2028,\u202Eeman\u2028\nmsk,Москва,state,,\n");
        await File.WriteAllTextAsync(Path.Combine(records, "users.csv"), "sourcedId,familyName,givenName\n");
        await File.WriteAllTextAsync(Path.Combine(records, "roles.csv"), "sourcedId,userSourcedId,roleType,role,orgSourcedId\n");
        var (code, output) = await commands.RunAsync("records", "import", records);
        code.ShouldBe(2);
        output.ShouldContain("<U+202E>");
        ShouldBeHarmless(output);
        ShouldBeHarmless((await commands.RunAsync("ties", "list", Hostile)).Output);
    }

    [Fact]
    public void Whatever_the_values_one_line_stays_one_line_without_a_sign_that_nobody_sees() =>
        Gen.Select(Gen.String, Gen.String).Sample((one, other) => ShouldBeHarmless(Terminal.Line("{0} и {1}", one, other), lines: 1));

    [Fact]
    public void What_is_plain_stays_as_it_is() => Terminal.Line("№ {0}: {1}", 7, "Ёжик «№ 1»\u00A0😀 – é").ShouldBe("№ 7: Ёжик «№ 1»\u00A0😀 – é");

    [Fact]
    public void Nothing_is_printed_past_it() =>
        SqlTexts.SourceFiles().Where(path => Path.GetFileName(path) is not "Terminal.cs")
            .Where(path => System.Text.RegularExpressions.Regex.IsMatch(File.ReadAllText(path), @"Console\.(?:Write|Out|Error)", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5))
                && !File.ReadAllText(path).Contains("AnsiConsole.WriteLine(Terminal.Visible(", StringComparison.Ordinal))
            .ShouldBeEmpty();

    private static void ShouldBeHarmless(string output, int? lines = null)
    {
        var printed = output.ReplaceLineEndings("\n").TrimEnd('\n');
        foreach (var sign in printed.Where(sign => sign != '\n'))
            (char.IsControl(sign) || char.GetUnicodeCategory(sign) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator)
                .ShouldBeFalse($"U+{(int)sign:X4} in {printed}");
        if (lines is not null)
            printed.Split('\n').Length.ShouldBe(lines.Value, printed);
    }
}
