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
internal sealed partial class PasswordGrantCheck(
    HttpClient http,
    IOptionsMonitor<OpenIdConnectOptions> schemes,
    ILogger<PasswordGrantCheck> logger) : IPasswordCheck
{
    public async Task<PasswordCheckOutcome> CheckAsync(CityProfile profile, TypedPassword password, CancellationToken cancellation)
    {
        if ((profile.Login ?? profile.Email ?? profile.Phone) is not { } username)
            return new PasswordCheckOutcome.Unavailable();

        var scheme = schemes.Get(profile.Provider);
        try
        {
            var discovery = await scheme.ConfigurationManager!.GetConfigurationAsync(cancellation).WaitAsync(http.Timeout, cancellation);
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "password",
                ["username"] = username,
                ["password"] = password.Reveal(),
                ["scope"] = "openid",
                ["client_id"] = scheme.ClientId!,
                ["client_secret"] = scheme.ClientSecret!,
            });
            using var response = await http.PostAsync(new Uri(discovery.TokenEndpoint), form, cancellation);
            var body = await response.Content.ReadAsStringAsync(cancellation);
            return await ReadAsync(response.StatusCode, body, profile, scheme, discovery);
        }
        catch (Exception failure) when (failure is HttpRequestException or TimeoutException or JsonException or InvalidOperationException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            LogNoAnswer(profile.Provider, failure.GetType().Name);
            return new PasswordCheckOutcome.Unavailable();
        }
    }

    private async Task<PasswordCheckOutcome> ReadAsync(
        HttpStatusCode status, string body, CityProfile profile, OpenIdConnectOptions scheme, OpenIdConnectConfiguration discovery)
    {
        using var answer = JsonDocument.Parse(body);
        if (status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized && Text(answer, "error") == "invalid_grant")
            return new PasswordCheckOutcome.Wrong();

        if (status is not HttpStatusCode.OK || Text(answer, "id_token") is not { } token)
        {
            LogStrangeAnswer(profile.Provider, (int)status);
            return new PasswordCheckOutcome.Unavailable();
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

    private static string? Text(JsonDocument answer, string name) =>
        answer.RootElement.ValueKind is JsonValueKind.Object && answer.RootElement.TryGetProperty(name, out var value)
            && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider} did not answer the password check: {Failure}")]
    private partial void LogNoAnswer(string provider, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider} answered the password check with status {Status}")]
    private partial void LogStrangeAnswer(string provider, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider} answered the password check with an id_token that is not valid")]
    private partial void LogBadToken(string provider);
}
