using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Sandbox.Services;

/// <summary>Takes the word that a session has ended, and believes it only when it is signed, meant for this service and says just that (OpenID Connect Back-Channel Logout 1.0 §2.6).</summary>
internal sealed class BackChannelLogout(IOptionsMonitor<OpenIdConnectOptions> options, ServiceSessions sessions)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";
    private static readonly JsonWebTokenHandler Handler = new();

    /// <returns>What is wrong with it; null if the session has ended.</returns>
    public async Task<string?> TakeAsync(CityService service, string? token, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(token))
            return "There is no logout_token.";

        var door = options.Get(service.Door);
        var provider = await door.ConfigurationManager!.GetConfigurationAsync(cancellation);
        var read = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = service.Key,
            IssuerSigningKeys = provider.SigningKeys,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidTypes = ["logout+jwt", "JWT"],
        });
        if (!read.IsValid || read.SecurityToken is not JsonWebToken jwt)
            return "The logout_token is not the provider's, or not for this service.";
        if (jwt.TryGetClaim("nonce", out _))
            return "A logout_token has no nonce.";
        if (!jwt.TryGetPayloadValue("events", out System.Text.Json.JsonElement events) || events.ValueKind is not System.Text.Json.JsonValueKind.Object || !events.TryGetProperty(Event, out _))
            return "The logout_token tells of another event.";
        if (!jwt.TryGetPayloadValue("sid", out string sid) || !jwt.TryGetPayloadValue("jti", out string jti))
            return "The logout_token names no session.";

        sessions.End(service, sid, jti);
        return null;
    }
}
