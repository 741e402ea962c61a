using Mesh.Cabinet.SchoolRecords.Import;
using Shouldly;

namespace Mesh.Cabinet.Tests.SchoolRecords.Import;

/// <summary>Memory of an import does not grow with the file: three million people cost what fifty thousand do.</summary>
public sealed class LargeImportTests : IDisposable
{
    private const int Users = 50_000;
    private const long MaxHeapGrowth = 60L << 20;
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

        var start = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        var watch = new ImportWatch(progress => most = Math.Max(most, progress.Rows % 4_000 == 0 ? GC.GetTotalMemory(forceFullCollection: true) - start : 0), _ => { });
        var outcome = await roster.Get<RecordsImport>().RunAsync(new ImportRequest(roster.Folder), watch, TestContext.Current.CancellationToken);

        TestRoster.Line(outcome).ShouldBe($"added={Users + 4} changed=0 withdrawn=0 refused=0");
        most.ShouldBeInRange(1, MaxHeapGrowth);
    }
}
