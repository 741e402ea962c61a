using System.Text.Json;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>What became of a token before anything in it was looked at.</summary>
internal abstract record SignedEventOutcome
{
    /// <summary>The transmitter signed it, for us.</summary>
    /// <param name="Accounts">The issuers whose subjects are accounts of mos.ru.</param>
    public sealed record Genuine(JsonElement Claims, IReadOnlyList<string> Accounts) : SignedEventOutcome;

    public sealed record Refused(PushAnswer Fault) : SignedEventOutcome;
}

/// <summary>Finds out whether a Security Event Token is the transmitter's and for us: type, issuer, audience and signature (RFC 8417 §4).</summary>
internal sealed class SignedEvent(EventTransmitter transmitter, IOptions<SiteOptions> site)
{
    private const string Type = "secevent+jwt";
    private const string MediaTypePrefix = "application/";

    private static readonly SignedTokenHandler Handler = new();
    private readonly string pushAddress = site.Value.PublicAddress.TrimEnd('/') + PasswordEventsFeature.PushPath;

    public async Task<SignedEventOutcome> CheckAsync(string token, CancellationToken cancellation)
    {
        if (Read(token) is not { } read)
            return new SignedEventOutcome.Refused(PushAnswer.InvalidRequest);

        try
        {
            var facts = await transmitter.DescribeAsync(pushAddress, cancellation);
            // Before any key is looked for: a stranger must not have us ask for keys.
            if (!facts.Issuers.Contains(read.Issuer, StringComparer.Ordinal))
                return new SignedEventOutcome.Refused(PushAnswer.InvalidIssuer);

            var result = await ValidateAsync(token, facts, await transmitter.KeysAsync(facts, isAnew: false, cancellation));
            if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
                result = await ValidateAsync(token, facts, await transmitter.KeysAsync(facts, isAnew: true, cancellation));
            return result.IsValid
                ? new SignedEventOutcome.Genuine(JsonSerializer.Deserialize<JsonElement>(Base64UrlEncoder.Decode(read.EncodedPayload)), facts.Accounts)
                : new SignedEventOutcome.Refused(FaultOf(result.Exception));
        }
        catch (HttpRequestException)
        {
            // Without keys nothing can be said of the token.
            return new SignedEventOutcome.Refused(PushAnswer.Unavailable);
        }
        catch (JsonException)
        {
            return new SignedEventOutcome.Refused(PushAnswer.InvalidRequest);
        }
    }

    private static JsonWebToken? Read(string token)
    {
        try
        {
            return Handler.CanReadToken(token) && new JsonWebToken(token) is { EncodedPayload.Length: > 0 } read && IsOfType(read.Typ) ? read : null;
        }
        catch (Exception failure) when (failure is ArgumentException or JsonException or FormatException or SecurityTokenException)
        {
            return null;
        }
    }

    private static Task<TokenValidationResult> ValidateAsync(string token, TransmitterFacts facts, IReadOnlyList<SecurityKey> keys) =>
        Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuers = facts.Issuers,
            ValidAudiences = facts.Audiences,
            IssuerSigningKeys = keys,
            TypeValidator = (type, _, _) => IsOfType(type) ? type : throw new SecurityTokenInvalidTypeException(),
            // RFC 8417 §2.2: a SET carries no exp, and is as true as long as it is not repeated.
            ValidateLifetime = false,
            RequireExpirationTime = false,
        });

    // RFC 7515 §4.1.9: a media type, in any letter case, whose first word may be left out.
    private static bool IsOfType(string? type) =>
        type is not null && Type.Equals(
            type.StartsWith(MediaTypePrefix, StringComparison.OrdinalIgnoreCase) ? type[MediaTypePrefix.Length..] : type, StringComparison.OrdinalIgnoreCase);

    private static PushAnswer FaultOf(Exception? fault) => fault switch
    {
        SecurityTokenInvalidIssuerException => PushAnswer.InvalidIssuer,
        SecurityTokenInvalidAudienceException => PushAnswer.InvalidAudience,
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException => PushAnswer.AuthenticationFailed,
        _ => PushAnswer.InvalidRequest,
    };
}
