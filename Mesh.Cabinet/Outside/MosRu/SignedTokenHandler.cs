using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>
/// Takes a provider's tokens only if they are signed by a key pair, whatever they are for: a sign-in, a password check, an event. The
/// framework believes an unsigned id_token that came straight from the token endpoint (OpenID Connect Core §3.1.3.7, 6); we do not.
/// </summary>
internal sealed class SignedTokenHandler : JsonWebTokenHandler
{
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    private readonly IConfigurationManager<OpenIdConnectConfiguration>? provider;

    /// <param name="provider">Whose keys are asked for anew where none of those at hand fits; null if the caller does so.</param>
    public SignedTokenHandler(IConfigurationManager<OpenIdConnectConfiguration>? provider = null)
    {
        this.provider = provider;
        MapInboundClaims = false;
    }

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        (validationParameters.RequireSignedTokens, validationParameters.ValidAlgorithms) = (true, Algorithms);
        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (provider is null || result.Exception is not SecurityTokenInvalidSignatureException)
            return result;

        // It may have a new key since we last asked (OpenID Connect Core §10.1.1).
        provider.RequestRefresh();
        var renewed = validationParameters.Clone();
        renewed.IssuerSigningKeys = (await provider.GetConfigurationAsync(CancellationToken.None)).SigningKeys;
        return await base.ValidateTokenAsync(token, renewed);
    }
}
