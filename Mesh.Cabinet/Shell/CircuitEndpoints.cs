using System.Collections.Frozen;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints.Infrastructure;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// Blazor's hub, made when the first circuit is asked for. Making it compiles a caller for each of the hub's methods, and that is
/// an eighth of a whole start: no page needs to wait for it, and a node that only shows pages never does it.
/// </summary>
internal sealed class CircuitEndpoints(RenderModeEndpointProvider blazor) : RenderModeEndpointProvider
{
    private const string Hub = "/_blazor";

    /// <summary>Puts these endpoints in the place of the framework's own, which have to be registered by now.</summary>
    public static void Replace(IServiceCollection services)
    {
        var blazor = services.Single(service => service.ServiceType == typeof(RenderModeEndpointProvider));
        services.Remove(blazor);
        services.AddSingleton<RenderModeEndpointProvider>(provider =>
            new CircuitEndpoints((RenderModeEndpointProvider)ActivatorUtilities.CreateInstance(provider, blazor.ImplementationType!)));
    }

    public override bool Supports(IComponentRenderMode renderMode) => blazor.Supports(renderMode);

    public override IEnumerable<RouteEndpointBuilder> GetEndpointBuilders(IComponentRenderMode renderMode, IApplicationBuilder applicationBuilder)
    {
        var any = new RouteEndpointBuilder(null, RoutePatternFactory.Parse(Hub + "/{**step}"), order: 0) { DisplayName = "Circuits" };
        // What the site demands of its endpoints is written on this one, and holds for each of the hub's.
        var steps = new Lazy<FrozenDictionary<string, Endpoint>>(() => blazor.GetEndpointBuilders(renderMode, applicationBuilder).ToFrozenDictionary(
            step => $"/{step.RoutePattern.RawText?.Trim('/')}",
            step => new Endpoint(step.RequestDelegate, new EndpointMetadataCollection([.. step.Metadata, .. any.Metadata]), step.DisplayName),
            StringComparer.OrdinalIgnoreCase));
        any.RequestDelegate = http => AnswerAsync(http, steps.Value);
        return [any];
    }

    private static Task AnswerAsync(HttpContext http, FrozenDictionary<string, Endpoint> steps)
    {
        if (steps.TryGetValue($"/{http.Request.Path.Value?.Trim('/')}", out var step))
        {
            http.SetEndpoint(step);
            return step.RequestDelegate!(http);
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
