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
        roster.Users.Add("u3,x1,{SNILS:112-233-445 96},Сидоров,,,,,");
        roster.Write();
        var (code, lines) = await RunAsync(roster.Folder, "--dry-run");
        lines.ShouldContain(line => line.StartsWith("users.csv:4:givenName: ", StringComparison.Ordinal));
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

    [Theory(DisplayName = "E40: a row that cannot be read leaves the earlier record untouched, whatever is wrong with it and whichever process reads it")]
    [InlineData("roles.csv", "r1,u1,primary,teacher,2020-09-01,,s1,учитель, классный руководитель")]
    [InlineData("roles.csv", "r1,u1,primary,teacher,2020-09-01,,s1,\"учитель\" химии")]
    [InlineData("roles.csv", ",u1,primary,teacher,2020-09-01,,s1,учитель")]
    [InlineData("users.csv", "u1,ivanov.i,{SNILS:112-233-445 95},Иванов, Иван,Иван,Иванович,ivanov@example.ru,8 916 123-45-67,,")]
    [InlineData("users.csv", "u1,ivanov.i,,,Иван,Иванович,,,")]
    [InlineData("orgs.csv", "s1,Школа № 1, корпус 2,school,zao,,")]
    public async Task A_damaged_row_withdraws_nothing(string file, string damaged)
    {
        roster.Write();
        await RunAsync(roster.Folder);
        var before = roster.Database.RecordsDump();
        var path = Path.Combine(roster.Folder, file);
        var row = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        var key = damaged.TrimStart(',').Split(',')[0];
        row[Array.FindIndex(row, line => line.Split(',').Contains(key))] = damaged;
        await File.WriteAllLinesAsync(path, row, TestContext.Current.CancellationToken);

        var (code, lines) = await RunAsync(roster.Folder);
        lines[^1].ShouldBe("added=0 changed=0 withdrawn=0 refused=1");
        code.ShouldBe(1);
        roster.Database.RecordsDump().ShouldBe(before);
    }

    [Fact(DisplayName = "E41: a file that is its header takes access from nobody, and to allow it is no advice while rows cannot be read")]
    public async Task An_empty_file()
    {
        roster.Write();
        await RunAsync(roster.Folder);
        var before = roster.Database.RecordsDump();
        var roles = roster.Roles;
        roster.Roles = [];
        roster.Write();
        var (code, lines) = await RunAsync(roster.Folder);
        code.ShouldBe(2);
        lines[^2].ShouldContain("2 из 2");
        lines[^1].ShouldContain("--allow-withdrawals");

        roster.Roles = [.. roles.Select(role => role.Replace(",,s1,", ",2021-01-01,s1,", StringComparison.Ordinal)), "r9,\"x"];
        roster.Write();
        (code, lines) = await RunAsync(roster.Folder);
        code.ShouldBe(2);
        lines[^1].ShouldContain("roles.csv");
        lines.ShouldNotContain(line => line.Contains("--allow-withdrawals"));
        roster.Database.RecordsDump().ShouldBe(before);
    }

    [Fact(DisplayName = "E41: twenty-one of forty of one school may not lose access though they are few of the city, nor by rows that say tobedeleted")]
    public async Task One_school_of_a_city()
    {
        roster.Orgs.Add("s2,Школа № 2,school,zao,,");
        for (var number = 10; number < 1010; number++)
        {
            roster.Users.Add($"u{number},,,Иванов,Иван,,u{number}@example.ru,,");
            roster.Roles.Add($"r{number},u{number},primary,student,,,{(number < 50 ? "s2" : "s1")},");
        }

        roster.Write();
        (await RunAsync(roster.Folder)).Code.ShouldBe(0);
        var before = roster.Database.RecordsDump();
        var gone = Enumerable.Range(10, 21).Select(number => $"r{number},").ToList();
        roster.Write("roles.csv", "sourcedId,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,metadata.mesh.position,status",
            roster.Roles.Select(role => $"{role},{(gone.Exists(id => role.StartsWith(id, StringComparison.Ordinal)) ? "tobedeleted" : "active")}"));
        var (code, lines) = await RunAsync(roster.Folder);
        code.ShouldBe(2);
        lines.ShouldContain("Школа № 2: 21 из 40");
        roster.Database.RecordsDump().ShouldBe(before);
        (code, lines) = await RunAsync(roster.Folder, "--allow-withdrawals");
        code.ShouldBe(0);
        lines[^1].ShouldBe("added=0 changed=0 withdrawn=21 refused=0");
    }

    [Fact]
    public async Task An_import_that_fails_half_way_changes_nothing()
    {
        roster.Write();
        await RunAsync(roster.Folder);
        var before = roster.Database.RecordsDump();
        roster.Users[0] = roster.Users[0].Replace("Иван,", "Пётр,", StringComparison.Ordinal);
        roster.Write();
        await File.WriteAllBytesAsync(Path.Combine(roster.Folder, "roles.csv"), [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0], TestContext.Current.CancellationToken);
        (await RunAsync(roster.Folder)).Code.ShouldBe(2);
        roster.Database.RecordsDump().ShouldBe(before);
        roster.Write();
        (await RunAsync(roster.Folder)).Code.ShouldBe(0);
    }

    [Fact]
    public async Task A_check_says_what_is_right_and_wrong_and_needs_no_database()
    {
        roster.Users.Add("u3,x1,,Сидоров,,,,,");
        roster.Write();
        File.Delete(roster.Database.Database.File);
        var (code, lines) = await RunCommandAsync("records", "check", roster.Folder);
        code.ShouldBe(1);
        lines.ShouldContain(line => line.StartsWith("users.csv:4:givenName: ", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("roles.csv:1: ", StringComparison.Ordinal) && line.Contains("userProfileSourcedId"));
        lines[^1].ShouldContain("отклонит строк 1");
        (await RunCommandAsync("records", "check", Path.Combine(roster.Folder, "nothing"))).Code.ShouldBe(2);

        (code, lines) = await RunCommandAsync("records", "check", Path.Combine(Cabinet.Sandbox.Running.SandboxSettings.ShippedCity, "records"));
        code.ShouldBe(0);
        lines.ShouldContain("Файлы соответствуют OneRoster 1.2.");
        lines.ShouldNotContain(line => line.Contains("(спецификация)") || line.Contains("(замечание)"));
        File.Exists(roster.Database.Database.File).ShouldBeFalse();
    }

    private Task<(int Code, IReadOnlyList<string> Lines)> RunAsync(params string[] arguments) => RunCommandAsync(["records", "import", .. arguments]);

    private async Task<(int Code, IReadOnlyList<string> Lines)> RunCommandAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["Mesh.Cabinet.dll", .. arguments])
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
