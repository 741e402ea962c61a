using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>What a discovery document must hold to be of use (OpenID Connect Discovery §3): whatever else comes is no answer.</summary>
internal sealed class DiscoveryRules : IConfigurationValidator<OpenIdConnectConfiguration>
{
    public ConfigurationValidationResult Validate(OpenIdConnectConfiguration configuration)
    {
        var isUsable = !string.IsNullOrEmpty(configuration.Issuer) && configuration.SigningKeys.Count > 0
            && new[] { configuration.AuthorizationEndpoint, configuration.TokenEndpoint, configuration.UserInfoEndpoint }
                .All(address => Uri.IsWellFormedUriString(address, UriKind.Absolute));
        return new ConfigurationValidationResult { Succeeded = isUsable, ErrorMessage = isUsable ? null : "The discovery document is not complete." };
    }
}
