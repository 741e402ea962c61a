using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.Shell;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>What an operator copies is all of it.</summary>
public sealed class BackupTests : IDisposable
{
    private static readonly string Records = Path.Combine(TestPlaces.Root, "Mesh.Cabinet.Sandbox", "City", "records");
    private readonly string folder = Directory.CreateTempSubdirectory("backup-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_backup_beside_the_running_product_holds_what_was_written_just_now_and_is_its_owners_alone()
    {
        Assert.SkipWhen(TestServer.IsNamed, TestServer.KeepsNoFile);
        var product = await RunningProduct.StartAsync();
        using var teacher = new HttpVisitor(product);
        await teacher.SignInAsync("petrova_anna", "Shkola-2026");
        await teacher.ActivateAsync("Shkola-2026");
        var copy = Path.Combine(folder, "copy.db");

        var (code, printed) = await product.RunCommandAsync("database", "backup", copy);

        code.ShouldBe(0, printed);
        Directory.GetFiles(folder).ShouldBe([copy]);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(copy).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await CountAsync(copy, "Activations WHERE CompletedAt IS NOT NULL")).ShouldBe(1);
        (await CountAsync(copy, "People")).ShouldBeGreaterThan(10);

        // Put in the place of a database it is one, with its log as before.
        await product.KillAsync();
        foreach (var file in Directory.GetFiles(product.Folder, "cabinet.db*"))
            File.Delete(file);
        File.Copy(copy, Path.Combine(product.Folder, "cabinet.db"));
        await using var restored = await RunningProduct.StartAsync(RunningProduct.Command([], product.Folder, product.Cabinet.Port, product.City.Port), product.Place);
        (await teacher.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet");
        (await ScalarAsync(Path.Combine(product.Folder, "cabinet.db"), "PRAGMA journal_mode")).ShouldBe("wal");
    }

    [Fact]
    public async Task Nothing_is_overwritten_and_what_cannot_be_done_is_said_in_a_line()
    {
        Assert.SkipWhen(TestServer.IsNamed, TestServer.KeepsNoFile);
        using var commands = new CommandProcess();
        var (code, printed) = await commands.RunAsync("database", "backup", Path.Combine(folder, "copy.db"));
        code.ShouldBe(1, printed);
        printed.ShouldContain("cabinet.db");

        await commands.RunAsync("database", "migrate");
        var taken = Path.Combine(folder, "taken");
        await File.WriteAllTextAsync(taken, "mine");
        foreach (var path in new[] { taken, folder, Path.Combine(folder, "nowhere", "copy.db"), "/proc/copy.db" })
        {
            (code, printed) = await commands.RunAsync("database", "backup", path);
            code.ShouldBe(1, path);
            printed.ShouldNotContain("   at ");
        }

        (await File.ReadAllTextAsync(taken)).ShouldBe("mine");
        Directory.GetFileSystemEntries(folder).ShouldBe([taken]);
    }

    [Fact]
    public void SQL_Server_is_left_to_its_own_means() =>
        new Backup(new CabinetDatabase(DatabaseProvider.SqlServer, "Server=nowhere;Database=cabinet")).Run(Path.Combine(folder, "copy.db")).ShouldBeOfType<BackupOutcome.OfAnotherServer>();

    [Fact]
    public async Task After_an_import_the_one_file_holds_all_of_it()
    {
        Assert.SkipWhen(TestServer.IsNamed, TestServer.KeepsNoFile);
        await using var product = await RunningProduct.StartAsync(("SchoolRecords__FirstImport", ""));
        var (code, printed) = await product.RunCommandAsync("records", "import", Records);
        code.ShouldBe(0, printed);
        var log = new FileInfo(Path.Combine(product.Folder, "cabinet.db-wal"));
        (log.Exists ? log.Length : 0).ShouldBeLessThan(200_000, "no row of the import is in it");
        var copy = Path.Combine(folder, "copy.db");
        File.Copy(Path.Combine(product.Folder, "cabinet.db"), copy);
        (await CountAsync(copy, "People")).ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task A_product_that_stops_in_order_leaves_the_one_file()
    {
        Assert.SkipWhen(TestServer.IsNamed, TestServer.KeepsNoFile);
        await using var product = await RunningProduct.StartAsync();
        using var teacher = new HttpVisitor(product);
        await teacher.SignInAsync("petrova_anna", "Shkola-2026");
        await product.StopAsync();
        var copy = Path.Combine(folder, "copy.db");
        File.Copy(Path.Combine(product.Folder, "cabinet.db"), copy);
        (await CountAsync(copy, "Sessions")).ShouldBe(1);
    }

    private static async Task<long> CountAsync(string file, string what) => long.Parse(await ScalarAsync(file, $"SELECT COUNT(*) FROM {what}"), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> ScalarAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        return (await connection.ExecuteScalarAsync<string>(sql))!;
    }
}
