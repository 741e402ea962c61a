using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace Mesh.Cabinet.Provider.SignOut;

/// <summary>A logout token (OpenID Connect Back-Channel Logout 1.0 §2.4): what ended, for whom, and never a nonce.</summary>
internal sealed class LogoutToken(IOptionsMonitor<OpenIddictServerOptions> options, TimeProvider time)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    /// <summary>Long enough for one try; each has a token of its own.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    public string Write(LogoutNotice notice)
    {
        var (now, server) = (time.GetUtcNow(), options.CurrentValue);
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "logout+jwt",
            Issuer = server.Issuer!.AbsoluteUri,
            Audience = notice.ClientId,
            IssuedAt = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            SigningCredentials = server.SigningCredentials[0],
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["jti"] = $"{notice.Id}",
                ["sub"] = notice.PairwiseSubject,
                ["sid"] = notice.Sid,
                ["events"] = new Dictionary<string, object>(StringComparer.Ordinal) { [Event] = new Dictionary<string, object>(StringComparer.Ordinal) },
            },
        });
    }
}
