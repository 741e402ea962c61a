using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>
/// Checks the password by the resource owner password grant (RFC 6749 §4.3). RFC 9700 §2.4 advises against that grant; R20
/// demands the typed password, so it stands behind <see cref="IPasswordCheck"/>, where re-authentication may replace it.
/// The id_token of the answer is validated and its subject must be the person's own.
/// </summary>
internal sealed partial class PasswordGrantCheck(IOptionsMonitor<OpenIdConnectOptions> schemes, ILogger<PasswordGrantCheck> logger) : IPasswordCheck
{
    public async Task<PasswordCheckOutcome> CheckAsync(CityProfile profile, TypedPassword password, CancellationToken cancellation)
    {
        // Whether the provider vouches for an address or not, it is one's name there.
        if ((profile.Login ?? profile.Email ?? profile.Phone ?? profile.UnverifiedEmail ?? profile.UnverifiedPhone) is not { } username)
        {
            LogNoName(profile.Provider);
            return new PasswordCheckOutcome.Refused();
        }

        var scheme = schemes.Get(profile.Provider);
        try
        {
            var discovery = await scheme.ConfigurationManager!.GetConfigurationAsync(cancellation).WaitAsync(OutsideFeature.Patience, cancellation);
            if (!Offers(discovery))
            {
                LogNotOffered(profile.Provider);
                return new PasswordCheckOutcome.Refused();
            }

            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "password",
                ["username"] = username,
                ["password"] = password.Reveal(),
                ["scope"] = "openid",
            });
            using var response = await scheme.Backchannel.PostAsync(new Uri(discovery.TokenEndpoint), form, cancellation);
            var body = await response.Content.ReadAsStringAsync(cancellation);
            return await ReadAsync(response.StatusCode, body, profile, scheme, discovery);
        }
        catch (Exception failure) when (failure is HttpRequestException or TimeoutException or JsonException or InvalidOperationException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            LogNoAnswer(profile.Provider, ProviderFailure.Words(failure));
            return new PasswordCheckOutcome.Unavailable();
        }
    }

    private async Task<PasswordCheckOutcome> ReadAsync(
        HttpStatusCode status, string body, CityProfile profile, OpenIdConnectOptions scheme, OpenIdConnectConfiguration discovery)
    {
        using var answer = Parse(body);
        if (status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized && Text(answer, "error") == "invalid_grant")
            return new PasswordCheckOutcome.Wrong();

        if (status is not HttpStatusCode.OK || Text(answer, "id_token") is not { } token)
        {
            LogStrangeAnswer(profile.Provider, (int)status, ProviderFailure.Safe(Text(answer, "error")) ?? "no word");
            return IsLasting(status, Text(answer, "error")) ? new PasswordCheckOutcome.Refused() : new PasswordCheckOutcome.Unavailable();
        }

        var rules = scheme.TokenValidationParameters.Clone();
        rules.ValidIssuer = discovery.Issuer;
        rules.IssuerSigningKeys = discovery.SigningKeys;
        rules.ValidAudience = scheme.ClientId;
        var result = await scheme.TokenHandler.ValidateTokenAsync(token, rules);
        if (!result.IsValid)
        {
            LogBadToken(profile.Provider);
            return new PasswordCheckOutcome.Unavailable();
        }

        // The right password of somebody else is a wrong one here.
        return result.Claims.TryGetValue("sub", out var subject) && subject as string == profile.Subject
            ? new PasswordCheckOutcome.Right(new DateTimeOffset(result.SecurityToken is JsonWebToken { IssuedAt: var issuedAt } ? issuedAt : default, TimeSpan.Zero))
            : new PasswordCheckOutcome.Wrong();
    }

    /// <summary>Whether it makes no difference when the same is asked again (RFC 6749 §5.2): «try later» would be a lie.</summary>
    internal static bool IsLasting(HttpStatusCode status, string? error) => error switch
    {
        "temporarily_unavailable" or "server_error" or "slow_down" => false,
        "unauthorized_client" or "unsupported_grant_type" or "invalid_client" or "invalid_request" or "invalid_scope" => true,
        _ => (int)status is >= 400 and < 500 && status is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)425),
    };

    /// <summary>Whether a provider that lists its grants has this one among them: a password goes nowhere where nobody waits for it.</summary>
    internal static bool Offers(OpenIdConnectConfiguration discovery) =>
        discovery.GrantTypesSupported.Count == 0 || discovery.GrantTypesSupported.Contains("password");

    // What is no JSON says nothing but its status.
    private static JsonDocument? Parse(string body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonDocument? answer, string name) =>
        answer is not null && answer.RootElement.ValueKind is JsonValueKind.Object && answer.RootElement.TryGetProperty(name, out var value)
            && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider} did not answer the password check: {Failure}")]
    private partial void LogNoAnswer(string provider, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider} answered the password check with status {Status} ({Error})")]
    private partial void LogStrangeAnswer(string provider, int status, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Provider} does not offer the password grant: MosRu:PasswordCheck has to be Reauthenticate")]
    private partial void LogNotOffered(string provider);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Provider} told neither a login nor an e-mail nor a phone to check a password by")]
    private partial void LogNoName(string provider);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider} answered the password check with an id_token that is not valid")]
    private partial void LogBadToken(string provider);
}
