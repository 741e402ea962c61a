using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Mesh.Cabinet.Shell;

/// <summary>How much a session is worth (D20, D25), the least first: each opens what those before it open.</summary>
public enum SessionWorth
{
    /// <summary>It is on a computer that is not the person's, and nobody has done anything there lately: it is over.</summary>
    Nothing,

    /// <summary>It is on a panel of a classroom: it is good for the services that panels open.</summary>
    Panel,

    /// <summary>A bound device opened it: it is good for that device's service.</summary>
    Device,

    /// <summary>The provider said who this is.</summary>
    Provider,

    /// <summary>And the person has done something here lately: the cabinet.</summary>
    Present,

    /// <summary>And the provider has just asked for the password: a child's account, devices, other sessions, contacts in full.</summary>
    Fresh,
}

/// <summary>What a page or a form asks of the session, as a policy of ASP.NET Core's authorization.</summary>
internal sealed record WorthRequirement(SessionWorth Least) : IAuthorizationRequirement;

/// <summary>Whoever does not meet it is answered as if there were no such page: that there is one is nobody else's business.</summary>
public interface IHidingRequirement : IAuthorizationRequirement;

/// <summary>Names of the policies, and how endpoints ask for them. Whatever asks for none wants <see cref="SessionWorth.Provider"/>.</summary>
internal static class WorthPolicy
{
    public const string Panel = nameof(SessionWorth.Panel);
    public const string Device = nameof(SessionWorth.Device);
    public const string Present = nameof(SessionWorth.Present);
    public const string Fresh = nameof(SessionWorth.Fresh);

    public static void Add(AuthorizationOptions authorization)
    {
        authorization.DefaultPolicy = For(SessionWorth.Provider);
        authorization.AddPolicy(Panel, For(SessionWorth.Panel));
        authorization.AddPolicy(Device, For(SessionWorth.Device));
        authorization.AddPolicy(Present, For(SessionWorth.Present));
        authorization.AddPolicy(Fresh, For(SessionWorth.Fresh));
    }

    /// <summary>Where a page says no more of itself: all below <c>/cabinet</c> and <c>/desk</c> is for who is present.</summary>
    public static void OfCabinet(EndpointBuilder endpoint)
    {
        if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && path.TrimStart('/').Split('/')[0] is MenuItem.Cabinet or MenuItem.Desk)
            endpoint.Metadata.Add(new AuthorizeAttribute(Present));
    }

    private static AuthorizationPolicy For(SessionWorth least) =>
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new WorthRequirement(least)).Build();
}

/// <summary>Looks at the session as its row stands now.</summary>
internal sealed class WorthHandler(ISessions sessions, TimeProvider time) : AuthorizationHandler<WorthRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, WorthRequirement requirement)
    {
        if (await sessions.FindAsync(context.User, CancellationToken.None) is { } session && session.WorthAt(time.GetUtcNow()) >= requirement.Least)
            context.Succeed(requirement);
    }
}
