using System.Diagnostics;
using System.Globalization;
using Mesh.Cabinet.SchoolRecords.Import;

namespace Mesh.Cabinet.Tests.SchoolRecords.Import;

/// <summary>What a row may hold: no family has a hundred representatives, and no file takes the machine's memory by pretending so.</summary>
public sealed class OversizedRowsTests : IDisposable
{
    private const int Size = 12 << 20;
    private readonly TestRoster roster = new();

    public void Dispose() => roster.Dispose();

    [Theory]
    [InlineData("agentSourcedIds")]
    [InlineData("userIds")]
    [InlineData("email")]
    [InlineData("phone")]
    public async Task A_row_with_more_values_than_anybody_has_is_refused_with_its_reason(string column)
    {
        roster.Roles = [roster.Roles[0]];
        roster.Users = [Row("u1", column, 50), Row("u2", column, 51)];
        await roster.ImportAsync();
        roster.Refused.ShouldBe([$"users.csv:3:{column}"]);
        roster.Findings.Single(finding => finding.IsRefusal).Reason.ShouldBe(string.Format(CultureInfo.InvariantCulture, ImportText.ListTooLong, 50));
    }

    [Fact]
    public async Task A_row_with_a_field_longer_than_anything_that_is_read_is_refused()
    {
        roster.Roles = [roster.Roles[0]];
        roster.Users = [$"u1,,{{X:{new string('1', 8188)}}},Иванов,Иван,,,,", $"u2,,{{X:{new string('1', 8189)}}},Петрова,Анна,,,,"];
        await roster.ImportAsync();
        roster.Refused.ShouldBe(["users.csv:3:userIds"]);
    }

    [Fact]
    public async Task Long_rows_are_held_in_smaller_numbers()
    {
        var ids = new string('1', 8000);
        roster.Users.AddRange(Enumerable.Range(3, 1000).Select(number => $"u{number},,{{X:{ids}}},Сидоров,Сидор,,,,"));
        roster.Write();
        var held = new List<int>();
        await roster.ImportAsync(roster.Folder, onProgress: progress =>
        {
            if (progress is { Step: ImportStep.Reading, File: "users.csv" })
                held.Add(progress.Rows);
        });
        held[0].ShouldBeInRange(500, 600);
        held[^1].ShouldBe(1002);
    }

    [Fact]
    public async Task A_file_of_endless_lists_takes_no_more_memory_than_one_of_people_of_the_same_size()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The peak of a process's memory is read from Linux.");
        var agents = string.Join(',', Enumerable.Range(0, 150_000));
        var filler = new string('a', 90);
        var benign = await PeakAsync(number => $"u{number},user{number},,{filler},{filler},{filler},user{number}@example.ru,+7916{number:D7},");
        var hostile = await PeakAsync(number => $"u{number},user{number},,Иванов,Иван,,,,\"{agents}\"");
        ((double)hostile / benign).ShouldBeLessThan(1.8, $"{hostile} kB, {benign} kB");
    }

    private static string Row(string id, string column, int count)
    {
        string Many(string name, Func<int, string> value) => name == column ? $"\"{string.Join(',', Enumerable.Range(0, count).Select(value))}\"" : "";
        return $"{id},,{Many("userIds", number => $"{{X:{number}}}")},Иванов,Иван,,{Many("email", number => $"a{number}@example.ru")},"
            + $"{Many("phone", number => $"+7916{number:D7}")},{Many("agentSourcedIds", _ => "u1")}";
    }

    /// <summary>The most memory that an import in a process of its own held at once, in kB.</summary>
    private async Task<long> PeakAsync(Func<int, string> row)
    {
        roster.Roles = [];
        roster.Users = [];
        for (var (number, size) = (1, 0); size < Size; number++)
        {
            roster.Users.Add(row(number));
            size += roster.Users[^1].Length;
        }

        roster.Write();
        var program = Path.Combine(TestPlaces.Root, "Mesh.Cabinet", "bin", "Debug", "net10.0", "Mesh.Cabinet.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, "records", "import", roster.Folder, "--dry-run"])
        {
            WorkingDirectory = roster.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ConnectionStrings__Cabinet"] = $"Data Source={Path.Combine(roster.Folder, $"{Guid.NewGuid()}.db")}";
        using var import = Process.Start(start)!;
        var printed = Task.WhenAll(import.StandardOutput.ReadToEndAsync(), import.StandardError.ReadToEndAsync());
        var peak = 0L;
        while (!import.HasExited)
        {
            peak = Math.Max(peak, Peak(import.Id));
            await Task.Delay(20);
        }

        string.Concat(await printed).ShouldContain("added=");
        return peak;
    }

    private static long Peak(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Replace("VmHWM:", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }
}
