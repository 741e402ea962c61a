using Mesh.Cabinet.Database;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>A balancer sends people only where the database answers.</summary>
public sealed class SchemaHealthTests
{
    [Fact]
    public async Task Readiness_goes_while_the_database_is_away_and_comes_back_with_it()
    {
        using var server = new StandInServer { Patience = TimeSpan.FromMilliseconds(100) };
        var health = new SchemaHealth(new Schema(server.Database), server.Database);
        server.Instead["SELECT ScriptName FROM SchemaVersions"] = string.Join(" UNION ALL ", Schema.Scripts(DatabaseProvider.SqlServer).Select(script => $"SELECT '{script.Name}'"));
        (await AskAsync(health)).ShouldBe(HealthStatus.Healthy);
        server.FailOnce(StandInServer.Opening, () => new ServerFailure(18456, "Login failed"));
        (await AskAsync(health)).ShouldBe(HealthStatus.Unhealthy);
        // The pool is exhausted: the driver's own words are no failure of the database, and yet nobody is served.
        await using (await server.Database.OpenAsync(default))
            (await AskAsync(health)).ShouldBe(HealthStatus.Unhealthy);
        (await AskAsync(health)).ShouldBe(HealthStatus.Healthy);
    }

    private static async Task<HealthStatus> AskAsync(SchemaHealth health) => (await health.CheckHealthAsync(new HealthCheckContext())).Status;
}
