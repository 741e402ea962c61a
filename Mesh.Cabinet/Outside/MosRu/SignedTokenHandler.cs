using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>
/// Takes a provider's tokens only if they are signed by a key pair, whatever they are for: a sign-in, a password check, an event. The
/// framework believes an unsigned id_token that came straight from the token endpoint (OpenID Connect Core §3.1.3.7, 6); we do not.
/// </summary>
internal sealed class SignedTokenHandler : JsonWebTokenHandler
{
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    public SignedTokenHandler() => MapInboundClaims = false;

    public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        (validationParameters.RequireSignedTokens, validationParameters.ValidAlgorithms) = (true, Algorithms);
        return base.ValidateTokenAsync(token, validationParameters);
    }
}
