using Mesh.Cabinet.Desk.Classes;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authorization;

namespace Mesh.Cabinet.Desk;

/// <summary>The pages of the desk: for whoever is none of its operators nothing is there.</summary>
internal sealed class OperatorPolicy : IHidingRequirement
{
    public const string Name = "Operator";

    public static AuthorizationPolicy Policy => new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new OperatorPolicy()).Build();
}

/// <summary>Looks at the records as they are now.</summary>
internal sealed class OperatorHandler(IServiceScopeFactory scopes) : AuthorizationHandler<OperatorPolicy>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, OperatorPolicy requirement)
    {
        await using var scope = scopes.CreateAsyncScope();
        var sessions = scope.ServiceProvider.GetRequiredService<ISessions>();
        if (await sessions.FindAsync(context.User, CancellationToken.None) is { } session
            && (session.DeviceId is not null || await IsThereForAsync(scope.ServiceProvider, session, context.Resource as HttpContext)))
        {
            // A session that came by a device is led to the provider first, and looked at again.
            context.Succeed(requirement);
        }
    }

    private static async Task<bool> IsThereForAsync(IServiceProvider services, Session session, HttpContext? http) =>
        http?.GetEndpoint()?.Metadata.GetMetadata<ForTeachersAttribute>() is null
            ? await services.GetRequiredService<IOperators>().FindAsync(session, CancellationToken.None) is not null
            : await services.GetRequiredService<IClassViewers>().FindAsync(session, CancellationToken.None) is not null;
}
