using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Net.Http.Headers;

namespace Mesh.Cabinet.SignIn;

/// <summary>
/// Whoever is signed in and wants more than the session is worth is led to the provider and back, mostly without a click; for a fresh
/// sign-in by way of a page that says why the password is asked for. What must not even be told of is not there.
/// </summary>
internal sealed class AskForMore(ISessions sessions, TimeProvider time) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler framework = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var wanted = authorizeResult.AuthorizationFailure?.FailedRequirements.OfType<WorthRequirement>().Max(requirement => (SessionWorth?)requirement.Least);
        if (authorizeResult.Forbidden && wanted is null && authorizeResult.AuthorizationFailure!.FailedRequirements.Any(requirement => requirement is IHidingRequirement))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!authorizeResult.Forbidden || wanted is not { } least || await sessions.FindAsync(context.User, context.RequestAborted) is not { } session)
        {
            await framework.HandleAsync(next, context, policy, authorizeResult);
            return;
        }

        var back = ReturnAddress.Local(Back(context.Request));
        var address = session.WorthAt(time.GetUtcNow()) is SessionWorth.Nothing ? $"{SignInAddress.Over}?returnUrl={Uri.EscapeDataString(back)}" : SignInAddress.For(least, session, back);
        // A page's script goes where it is told: a redirect would be followed behind its back.
        if (WantsJson(context.Request))
            await context.Response.WriteAsJsonAsync(new { go = address }, context.RequestAborted);
        else
            await LeadOn.ToAsync(context, address);
    }

    // A form's own address leads to its page, whoever comes to it by a link.
    private static string Back(HttpRequest request) => $"{request.PathBase}{request.Path}{(HttpMethods.IsGet(request.Method) ? request.QueryString.Value : "")}";

    private static bool WantsJson(HttpRequest request) => request.Headers[HeaderNames.Accept].ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase);
}
