using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>
/// What a discovery document must hold to be of use (OpenID Connect Discovery §3, §4.3): it speaks of the very issuer that was asked,
/// and leads to safe addresses only. Whatever else comes is no answer.
/// </summary>
/// <param name="issuer">Whose document it has to be.</param>
internal sealed class DiscoveryRules(string issuer) : IConfigurationValidator<OpenIdConnectConfiguration>
{
    public ConfigurationValidationResult Validate(OpenIdConnectConfiguration configuration)
    {
        var fault = FaultOf(configuration);
        return new ConfigurationValidationResult { Succeeded = fault is null, ErrorMessage = fault };
    }

    private string? FaultOf(OpenIdConnectConfiguration document) => document switch
    {
        // A slash at the end is written by some and left out by others.
        { Issuer: var its } when its?.TrimEnd('/') != issuer.TrimEnd('/') => "The discovery document speaks of another issuer.",
        { SigningKeys.Count: 0 } => "The discovery document leads to no key.",
        { AuthorizationEndpoint: var authorization, TokenEndpoint: var token, UserInfoEndpoint: var user, JwksUri: var keys, EndSessionEndpoint: var end }
            when !new[] { authorization, token, user, keys }.All(ProviderAddress.IsSafe) || (end is { Length: > 0 } && !ProviderAddress.IsSafe(end)) =>
            "The discovery document leads to an address that is missing or not https.",
        _ => null,
    };
}
