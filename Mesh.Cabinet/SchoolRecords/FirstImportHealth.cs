using Mesh.Cabinet.SchoolRecords.Import;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mesh.Cabinet.SchoolRecords;

/// <summary>Ready only when the records of the first start are in, where there are any.</summary>
internal sealed class FirstImportHealth(FirstImportState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.IsDone ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
}
