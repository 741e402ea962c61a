using System.Diagnostics;
using System.Globalization;

namespace Mesh.Cabinet.Tests.SchoolRecords.Import;

/// <summary>Memory of an import does not grow with the file: three million people cost what fifty thousand do.</summary>
public sealed class LargeImportTests : IDisposable
{
    private const int Users = 50_000;

    // In bytes; the whole program has this much heap and no more, so that no other test is measured.
    private const long Heap = 32L << 20;
    private readonly TestRoster roster = new();

    public void Dispose() => roster.Dispose();

    [Fact]
    public async Task Fifty_thousand_people_are_imported_in_bounded_memory()
    {
        roster.Users = [.. Enumerable.Range(0, 100).Select(number => $"u{number},user{number},,Иванов,Иван,,,,")];
        roster.Roles = [];
        roster.Write();
        await using (var users = File.AppendText(Path.Combine(roster.Folder, "users.csv")))
        {
            for (var number = 100; number < Users; number++)
                await users.WriteLineAsync($"u{number},user{number},,Иванов,Иван,Иванович,user{number}@example.ru,+7916{number:D7},u{number - 1}");
        }

        var program = Path.Combine(TestPlaces.Root, "Mesh.Cabinet", "bin", "Debug", "net10.0", "Mesh.Cabinet.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, "records", "import", roster.Folder])
        {
            WorkingDirectory = roster.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ConnectionStrings__Cabinet"] = $"Data Source={Path.Combine(roster.Folder, "large.db")}";
        start.Environment["DOTNET_GCHeapHardLimit"] = Heap.ToString("x", CultureInfo.InvariantCulture);
        using var import = Process.Start(start)!;
        var printed = await Task.WhenAll(import.StandardOutput.ReadToEndAsync(), import.StandardError.ReadToEndAsync());
        await import.WaitForExitAsync();

        string.Concat(printed).TrimEnd().ShouldEndWith($"added={Users + 4} changed=0 withdrawn=0 refused=0");
        import.ExitCode.ShouldBe(0);
    }
}
