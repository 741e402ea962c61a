using System.Runtime.Versioning;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>Who else works on the machine does not read the database past the program.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OwnFilesTests : IDisposable
{
    private const UnixFileMode OfOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string folder = Directory.CreateTempSubdirectory("mesh-own-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_database_and_what_SQLite_keeps_beside_it_are_made_for_their_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no rights of this kind.");
        var data = Path.Combine(folder, "data");
        var database = new CabinetDatabase(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(data, "cabinet.db")}");
        new Schema(database).Migrate();
        await using var connection = await database.OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM Leases";
        await command.ExecuteNonQueryAsync();

        File.GetUnixFileMode(data).ShouldBe(OfOwner | UnixFileMode.UserExecute);
        Directory.GetFiles(data).Select(Path.GetFileName).ShouldContain("cabinet.db-wal");
        foreach (var file in Directory.GetFiles(data))
            File.GetUnixFileMode(file).ShouldBe(OfOwner, file);
    }

    [Fact]
    public void A_folder_that_was_there_before_keeps_its_rights()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no rights of this kind.");
        var mode = OfOwner | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        File.SetUnixFileMode(folder, mode);
        new Schema(new CabinetDatabase(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "cabinet.db")}")).Migrate();
        File.GetUnixFileMode(folder).ShouldBe(mode);
    }
}
