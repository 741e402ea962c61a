using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>Where a person allows a panel (RFC 8628 §3.3) is told by the protocol, and is a page of ours: it takes a number beside the code.</summary>
internal sealed class ApproveByUs : IOpenIddictServerHandler<ProcessRequestContext>
{
    public ValueTask HandleAsync(ProcessRequestContext context)
    {
        if (context.EndpointType is OpenIddictServerEndpointType.EndUserVerification)
            context.EndpointType = OpenIddictServerEndpointType.Unknown;
        return ValueTask.CompletedTask;
    }
}
