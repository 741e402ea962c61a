using System.Globalization;
using Mesh.Cabinet.Provider.Panels;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>What a panel is answered (RFC 8628 §3.2): a code to show by itself and in a QR code, a number that it shows beside it, and how often it may ask.</summary>
internal sealed class PanelAnswer(PanelRequestStore requests) : IOpenIddictServerHandler<ProcessSignInContext>
{
    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.EndpointType is not OpenIddictServerEndpointType.DeviceAuthorization || context.DeviceCodePrincipal?.GetTokenId() is not { } token)
            return;

        var (code, number) = await requests.BeginAsync(Guid.Parse(token), context.ClientId!, context.CancellationToken);
        context.UserCode = PanelCode.Shown(code);
        context.IncludeUserCode = true;
        context.Response["interval"] = PanelRequestStore.Pause;
        context.Response["mesh_number"] = number.ToString(CultureInfo.InvariantCulture);
    }
}
