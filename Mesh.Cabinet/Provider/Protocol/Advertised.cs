using System.Collections.Immutable;
using Mesh.Cabinet.Provider.Authorizing;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>What the discovery document says beside what OpenIddict knows by itself (OpenID Connect Discovery §3, Back-Channel Logout 1.0 §2.1).</summary>
internal sealed class Advertised : IOpenIddictServerHandler<HandleConfigurationRequestContext>
{
    public ValueTask HandleAsync(HandleConfigurationRequestContext context)
    {
        context.Metadata["claims_parameter_supported"] = false;
        context.Metadata["request_parameter_supported"] = false;
        context.Metadata["request_uri_parameter_supported"] = false;
        context.Metadata["backchannel_logout_supported"] = true;
        context.Metadata["backchannel_logout_session_supported"] = true;
        context.Metadata["acr_values_supported"] = new OpenIddictParameter([.. HowSignedIn.All.Select(value => (string?)value)]);
        context.Metadata["ui_locales_supported"] = new OpenIddictParameter(ImmutableArray.Create<string?>("ru"));
        return ValueTask.CompletedTask;
    }
}
