using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>
/// What a discovery document must hold to be of use (OpenID Connect Discovery §3, §4.3): it speaks of the very issuer that was asked,
/// and leads to safe addresses only. Whatever else comes is no answer.
/// </summary>
/// <param name="issuer">Whose document it has to be.</param>
internal sealed class DiscoveryRules(string issuer)
{
    /// <exception cref="InvalidOperationException">It is of no use; the message says why.</exception>
    public OpenIdConnectConfiguration Checked(OpenIdConnectConfiguration document) =>
        FaultOf(document) is { } fault ? throw new InvalidOperationException(fault) : document;

    private string? FaultOf(OpenIdConnectConfiguration document) => document switch
    {
        // A slash at the end is written by some and left out by others.
        { Issuer: var its } when its?.TrimEnd('/') != issuer.TrimEnd('/') => "The discovery document speaks of another issuer.",
        { SigningKeys.Count: 0 } => "The discovery document leads to no key.",
        { AuthorizationEndpoint: var authorization, TokenEndpoint: var token, UserInfoEndpoint: var user, JwksUri: var keys, EndSessionEndpoint: var end }
            when !new[] { authorization, token, keys }.All(ProviderAddress.IsSafe) || !new[] { user, end }.All(address => address is not { Length: > 0 } || ProviderAddress.IsSafe(address)) =>
            "The discovery document leads to an address that is missing or not https.",
        _ => null,
    };
}
