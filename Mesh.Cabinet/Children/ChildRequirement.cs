using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authorization;

namespace Mesh.Cabinet.Children;

/// <summary>The child of the address is one of this person's; whoever has no such child is told of none.</summary>
internal sealed class ChildRequirement : IHidingRequirement
{
    public const string Policy = "Child";
}

/// <summary>Looks at the records before the page's frame is answered; in the circuit the page looks again.</summary>
internal sealed class ChildHandler(ISessions sessions, MyChildren children, SecurityLog log) : AuthorizationHandler<ChildRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, ChildRequirement requirement)
    {
        if (context.Resource is not HttpContext http || await sessions.FindAsync(context.User, http.RequestAborted) is not { } session)
            return;

        if (await children.RightAsync(session, ChildAddress.Read(http.GetRouteValue("Id") as string), http.RequestAborted) is not null)
            context.Succeed(requirement);
        else
            log.ForeignChild();
    }
}
