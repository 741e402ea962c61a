using Microsoft.AspNetCore;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>A method that an endpoint does not take is told so by the status that says it (RFC 9110 §15.5.6), for which OpenIddict has <c>invalid_request</c>.</summary>
internal sealed class OnlyByPost<TContext> : IOpenIddictServerHandler<TContext>
    where TContext : BaseRequestContext
{
    public ValueTask HandleAsync(TContext context)
    {
        if (context.Transaction.GetHttpRequest()?.HttpContext is { } http && Taken(context.EndpointType) is { } taken && !taken.Contains(http.Request.Method, StringComparer.OrdinalIgnoreCase)
            && http.Response.StatusCode is StatusCodes.Status400BadRequest)
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            http.Response.Headers.Allow = string.Join(", ", taken);
        }

        return ValueTask.CompletedTask;
    }

    private static string[]? Taken(OpenIddictServerEndpointType endpoint) => endpoint switch
    {
        OpenIddictServerEndpointType.Token or OpenIddictServerEndpointType.PushedAuthorization or OpenIddictServerEndpointType.Revocation or OpenIddictServerEndpointType.DeviceAuthorization => ["POST"],
        OpenIddictServerEndpointType.Introspection or OpenIddictServerEndpointType.UserInfo or OpenIddictServerEndpointType.Authorization => ["GET", "POST"],
        _ => null,
    };
}
