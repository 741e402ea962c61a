using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Mesh.Cabinet.Shell;

/// <summary>Tells a balancer whether to send people here; strangers get a word and no detail.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready").AllowAnonymous();
    }
}
