using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mesh.Cabinet.Database;

/// <summary>Ready only when every migration has run, and while the database answers.</summary>
internal sealed class SchemaHealth(Schema schema, CabinetDatabase database) : IHealthCheck
{
    // Seconds; a balancer does not wait longer itself.
    private const int Patience = 5;
    private bool wasCurrent;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // A schema never goes back, so this question is settled once it was answered with yes; whether somebody answers is not.
            if (wasCurrent)
                await AskAsync(cancellationToken);
            wasCurrent = wasCurrent || schema.IsCurrent;
            return wasCurrent ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException)
        {
            return HealthCheckResult.Unhealthy();
        }
    }

    private async Task AskAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT COUNT(*) FROM SchemaVersions
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, commandTimeout: Patience, cancellationToken: cancellation));
    }
}
