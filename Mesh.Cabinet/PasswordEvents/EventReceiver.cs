using System.Text.Json;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>How the push of an event is answered (RFC 8935 §2.2–2.4).</summary>
public enum PushAnswer { Accepted, InvalidRequest, InvalidKey, InvalidIssuer, InvalidAudience, AuthenticationFailed, Unavailable }

/// <summary>
/// Takes a Security Event Token of mos.ru: checks who signed it, for whom and when, lets go of what was opened here before, opens the
/// password inside with our key, and lets the directory follow within this request. The password is kept nowhere: if the directory is
/// away, mos.ru repeats.
/// </summary>
internal sealed class EventReceiver(
    IOptionsMonitor<OpenIdConnectOptions> schemes, EventKeyStore keys, ReceivedEventStore received, IPasswordFollower follower, IDistrust distrust,
    TimeProvider time, IOptions<EventOptions> settings)
{
    /// <summary>Clocks differ, and a transmitter repeats for a while; older tokens may be stolen ones.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    private static readonly SignedTokenHandler Handler = new();

    public async Task<PushAnswer> ReceiveAsync(string token, CancellationToken cancellation)
    {
        var (payload, issuer, fault) = await VerifyAsync(token, cancellation);
        if (payload is not { } claims)
            return fault;
        if (SecurityEvent.Read(claims, issuer) is not { } happened || !IsFresh(claims))
            return PushAnswer.InvalidRequest;

        var state = await received.FindAsync(happened.Jti, cancellation);
        if (state is EventState.New)
        {
            // What is repeated because the directory was away judges no session that was opened meanwhile.
            await distrust.RunAsync(CityProvider.MosRu, happened.Subject, ReasonOf(happened.Kind), happened.At, cancellation);
            await received.HeardAsync(happened.Jti, cancellation);
        }

        if (state is EventState.Done)
            return PushAnswer.Accepted;
        if (happened.Kind is SecurityEventKind.PasswordChanged && await FollowAsync(happened, cancellation) is { } refusal)
            return refusal;

        await received.DoneAsync(happened.Jti, cancellation);
        return PushAnswer.Accepted;
    }

    private static DistrustReason ReasonOf(SecurityEventKind kind) => kind switch
    {
        SecurityEventKind.PasswordChanged => DistrustReason.PasswordChanged,
        SecurityEventKind.SessionRevoked => DistrustReason.SessionRevoked,
        _ => DistrustReason.AccountClosed,
    };

    /// <returns>Null if the directory followed, or there was nothing to follow.</returns>
    private async Task<PushAnswer?> FollowAsync(SecurityEvent change, CancellationToken cancellation)
    {
        TypedPassword? password = null;
        if (change.Jwe is not null && (password = await OpenAsync(change.Jwe, cancellation)) is null)
            return PushAnswer.InvalidKey;

        var outcome = await follower.FollowAsync(CityProvider.MosRu, change.Subject, password, change.At, cancellation);
        return outcome is FollowOutcome.Unavailable ? PushAnswer.Unavailable : null;
    }

    private async Task<(JsonElement? Payload, string Issuer, PushAnswer Fault)> VerifyAsync(string token, CancellationToken cancellation)
    {
        var scheme = schemes.Get(CityProvider.MosRu);
        try
        {
            var discovery = await scheme.ConfigurationManager!.GetConfigurationAsync(cancellation);
            var result = await ValidateAsync(token, discovery.Issuer, scheme.ClientId!, discovery.SigningKeys);
            if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
            {
                // mos.ru may have a new key since we last asked.
                scheme.ConfigurationManager.RequestRefresh();
                discovery = await scheme.ConfigurationManager.GetConfigurationAsync(cancellation);
                result = await ValidateAsync(token, discovery.Issuer, scheme.ClientId!, discovery.SigningKeys);
            }

            return result.IsValid
                ? (JsonSerializer.Deserialize<JsonElement>(Base64UrlEncoder.Decode(((JsonWebToken)result.SecurityToken).EncodedPayload)), discovery.Issuer, PushAnswer.Accepted)
                : (null, "", FaultOf(result.Exception));
        }
        catch (Exception failure) when (failure is HttpRequestException or InvalidOperationException or IOException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // mos.ru's keys cannot be had: nothing can be said of the token.
            return (null, "", PushAnswer.Unavailable);
        }
        catch (JsonException)
        {
            return (null, "", PushAnswer.InvalidRequest);
        }
    }

    private static Task<TokenValidationResult> ValidateAsync(string token, string issuer, string audience, IEnumerable<SecurityKey> signingKeys) =>
        Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            ValidAudience = audience,
            IssuerSigningKeys = signingKeys,
            ValidTypes = ["secevent+jwt"],
            // RFC 8417 §2.2: a SET carries no exp; its age is looked at instead.
            ValidateLifetime = false,
            RequireExpirationTime = false,
        });

    private static PushAnswer FaultOf(Exception? fault) => fault switch
    {
        SecurityTokenInvalidIssuerException => PushAnswer.InvalidIssuer,
        SecurityTokenInvalidAudienceException => PushAnswer.InvalidAudience,
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException => PushAnswer.AuthenticationFailed,
        _ => PushAnswer.InvalidRequest,
    };

    private bool IsFresh(JsonElement claims)
    {
        var issuedAt = DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("iat").GetInt64());
        return (time.GetUtcNow() - issuedAt).Duration() <= MaxAge;
    }

    private async Task<TypedPassword?> OpenAsync(string jwe, CancellationToken cancellation) =>
        EncryptedText.Open(jwe, await keys.FindAsync(cancellation), settings.Value.AcceptsRsaOaep) is { } text ? SecurityEvent.PasswordIn(text) : null;
}
