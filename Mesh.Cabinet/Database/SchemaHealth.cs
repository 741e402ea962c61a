using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mesh.Cabinet.Database;

/// <summary>Ready only when every migration has run.</summary>
internal sealed class SchemaHealth(Schema schema) : IHealthCheck
{
    private bool wasCurrent;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // A schema never goes back, so the question is settled once it was answered with yes.
        wasCurrent = wasCurrent || schema.IsCurrent;
        return Task.FromResult(wasCurrent ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
    }
}
