using System.Diagnostics;
using Shouldly;

namespace Mesh.Cabinet.Tests.SchoolRecords.Import;

/// <summary>The command as an operator runs it: exit codes and the last line (contract of <c>records import</c>).</summary>
public sealed class ImportCommandTests : IDisposable
{
    private readonly TestRoster roster = new();

    public void Dispose() => roster.Dispose();

    [Fact]
    public async Task It_exits_0_and_ends_with_the_counts_and_the_second_time_says_that_nothing_changed()
    {
        roster.Write();
        var (code, lines) = await RunAsync(roster.Folder);
        lines[^1].ShouldBe("added=8 changed=0 withdrawn=0 refused=0");
        code.ShouldBe(0);

        (code, lines) = await RunAsync(roster.Folder);
        lines[^1].ShouldBe("added=0 changed=0 withdrawn=0 refused=0");
        lines.ShouldContain("Изменений нет.");
        code.ShouldBe(0);
    }

    [Fact]
    public async Task It_exits_1_when_rows_were_refused_and_prints_them_without_their_values()
    {
        roster.Users.Add("u3,x1,{SNILS:112-233-445 96},Сидоров,Пётр,,,,");
        roster.Write();
        var (code, lines) = await RunAsync(roster.Folder, "--dry-run");
        lines.ShouldContain(line => line.StartsWith("users.csv:4:userIds: ", StringComparison.Ordinal));
        lines.ShouldNotContain(line => line.Contains("445 96"));
        lines[^1].ShouldBe("added=8 changed=0 withdrawn=0 refused=1");
        code.ShouldBe(1);
        roster.Database.RecordsDump().ShouldBeEmpty();
    }

    [Fact]
    public async Task It_exits_2_when_nothing_could_be_read_or_no_path_is_given()
    {
        (await RunAsync(Path.Combine(roster.Folder, "nothing"))).Code.ShouldBe(2);
        (await RunAsync()).Code.ShouldBe(2);
    }

    [Fact]
    public async Task It_exits_2_when_too_many_would_be_withdrawn_unless_allowed()
    {
        roster.Write();
        await RunAsync(roster.Folder);
        roster.Users.RemoveAt(1);
        roster.Roles.RemoveAt(1);
        roster.Write();
        (await RunAsync(roster.Folder)).Code.ShouldBe(2);
        (await RunAsync(roster.Folder, "--allow-withdrawals")).Code.ShouldBe(0);
    }

    private async Task<(int Code, IReadOnlyList<string> Lines)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["Mesh.Cabinet.dll", "records", "import", .. arguments])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            Environment =
            {
                ["ConnectionStrings__Cabinet"] = roster.Database.ConnectionString,
                ["FieldProtection__Key"] = Convert.ToBase64String(new byte[32]),
            },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
