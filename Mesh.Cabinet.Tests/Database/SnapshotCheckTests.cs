using Mesh.Cabinet.Database;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>In production SQL Server serves only with versions of its rows.</summary>
public sealed class SnapshotCheckTests
{
    private const string Asks = "is_read_committed_snapshot_on";

    [Theory]
    [InlineData("Production", "0", true)]
    [InlineData("Production", "1", false)]
    [InlineData("Development", "0", false)]
    public async Task A_start_in_production_demands_them(string environment, string isOn, bool isRefused)
    {
        using var server = new StandInServer();
        server.Instead[Asks] = $"SELECT {isOn}";
        var check = new SnapshotCheck(server.Database, new Place { EnvironmentName = environment });
        var failure = await Record.ExceptionAsync(() => check.StartAsync(default));
        (failure is DatabaseUnfitException).ShouldBe(isRefused, failure?.ToString());
        (failure is null).ShouldBe(!isRefused, failure?.ToString());
    }

    [Fact]
    public async Task SQLite_has_them_always()
    {
        using var sqlite = new TestDatabase();
        await new SnapshotCheck(sqlite.Database, new Place { EnvironmentName = "Production" }).StartAsync(default);
    }

    private sealed class Place : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "";

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
