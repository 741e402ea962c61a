using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Jose;
using Mesh.Cabinet.Sandbox.Running;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace Mesh.Cabinet.Sandbox.Citizens;

/// <summary>
/// Pushes Security Event Tokens (RFC 8417, RFC 8935): for each changed password CAEP's credential-change, and what else is asked for. The
/// password travels as a JWE for the cabinet's key; whoever reads the push on its way learns nothing. What is not taken is repeated, and in the end told
/// without the password.
/// </summary>
internal sealed partial class EventTransmitter(
    SandboxSettings settings, IOptionsMonitor<OpenIddictServerOptions> server, TimeProvider time, ILogger<EventTransmitter> logger) : IDisposable
{
    private const string CredentialChange = "https://schemas.openid.net/secevent/caep/event-type/credential-change";

    /// <summary>Events without anything to carry, by their last word.</summary>
    private static readonly Dictionary<string, string> Plain = new(StringComparer.Ordinal)
    {
        ["session-revoked"] = "https://schemas.openid.net/secevent/caep/event-type/session-revoked",
        ["account-disabled"] = "https://schemas.openid.net/secevent/risc/event-type/account-disabled",
        ["account-purged"] = "https://schemas.openid.net/secevent/risc/event-type/account-purged",
    };

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>What of the cabinet's keys it can encrypt for.</summary>
    private static readonly Dictionary<string, JweAlgorithm> Wrappings = new()
    {
        ["ECDH-ES+A256KW"] = JweAlgorithm.ECDH_ES_A256KW,
        ["RSA-OAEP-256"] = JweAlgorithm.RSA_OAEP_256,
    };

    private static readonly TimeSpan[] Pauses = [.. new[] { 1, 2, 4, 8, 16, 32 }.Select(seconds => TimeSpan.FromSeconds(seconds))];
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Tells it once; where that fails, goes on behind the caller's back.</summary>
    public async Task TellAsync(string subject, string password)
    {
        var telling = new Telling(subject, password, time.GetUtcNow());
        if (!await TryAsync(telling))
            _ = RepeatAsync(telling);
    }

    /// <summary>Tells of another event.</summary>
    /// <returns>The cabinet's answer; null if nothing of this name is known here.</returns>
    public async Task<bool?> TellOfAsync(string subject, string type) =>
        Plain.TryGetValue(type, out var address) ? await PushAsync(() => Task.FromResult(Sign(subject, address, [], time.GetUtcNow()))) is HttpStatusCode.Accepted : null;

    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
        http.Dispose();
    }

    private async Task RepeatAsync(Telling telling)
    {
        try
        {
            foreach (var pause in Pauses)
            {
                await Task.Delay(pause, stopping.Token);
                if (await TryAsync(telling))
                    return;
            }

            if (!await TryAsync(telling with { Password = null, Token = null }))
                LogGivenUp();
        }
        catch (OperationCanceledException)
        {
            // The city closes.
        }
    }

    // What was not taken is sent again as it was (RFC 8935 §2.4); only what the cabinet cannot take at all is made anew, for its keys of today.
    private async Task<bool> TryAsync(Telling telling)
    {
        var status = await PushAsync(async () => telling.Token ??= await MakeAsync(telling));
        if (status is HttpStatusCode.BadRequest)
            telling.Token = null;
        return status is HttpStatusCode.Accepted;
    }

    private async Task<string> MakeAsync(Telling telling)
    {
        var change = new Dictionary<string, object> { ["credential_type"] = "password", ["change_type"] = "update" };
        if (telling.Password is not null)
            change["password_jwe"] = await EncryptAsync(telling.Password);
        return Sign(telling.Subject, CredentialChange, change, telling.ChangedAt);
    }

    private async Task<HttpStatusCode?> PushAsync(Func<Task<string>> token)
    {
        try
        {
            using var content = new StringContent(await token(), Encoding.ASCII, new MediaTypeHeaderValue("application/secevent+jwt"));
            using var answer = await http.PostAsync(new Uri(settings.InCabinet("/events/mos-ru")), content, stopping.Token);
            LogTold((int)answer.StatusCode);
            return answer.StatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            LogNotTold(failure.GetType().Name);
            return null;
        }
    }

    private async Task<string> EncryptAsync(string password)
    {
        using var answer = await http.GetAsync(new Uri(settings.InCabinet("/events/mos-ru/keys")), stopping.Token);
        answer.EnsureSuccessStatusCode();
        var set = JwkSet.FromJson(await answer.Content.ReadAsStringAsync(stopping.Token), JWT.DefaultSettings.JsonMapper);
        // An elliptic key, where there is one: it costs less.
        var key = Wrappings.Keys.Select(algorithm => set.Keys.Find(key => key.Alg == algorithm)).FirstOrDefault(key => key is not null)
            ?? throw new HttpRequestException("The cabinet has no key that is known here.");
        return JWT.Encode(
            JsonSerializer.Serialize(new { password }), key, Wrappings[key.Alg], JweEncryption.A256GCM,
            extraHeaders: new Dictionary<string, object> { ["kid"] = key.KeyId });
    }

    // The issuer is written as the discovery document writes it.
    private string Sign(string subject, string type, Dictionary<string, object> happened, DateTimeOffset at)
    {
        var issuer = settings.At("/");
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "secevent+jwt",
            SigningCredentials = server.CurrentValue.SigningCredentials[0],
            Claims = new Dictionary<string, object>
            {
                ["iss"] = issuer,
                ["aud"] = SandboxSettings.ClientId,
                ["iat"] = time.GetUtcNow().ToUnixTimeSeconds(),
                ["toe"] = at.ToUnixTimeSeconds(),
                ["jti"] = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture),
                ["sub_id"] = new Dictionary<string, object> { ["format"] = "iss_sub", ["iss"] = issuer, ["sub"] = subject },
                ["events"] = new Dictionary<string, object> { [type] = happened },
            },
        });
    }

    /// <summary>A changed password on its way to the cabinet.</summary>
    private sealed record Telling(string Subject, string? Password, DateTimeOffset ChangedAt)
    {
        /// <summary>What was made of it.</summary>
        public string? Token { get; set; }

        public override string ToString() => $"{Subject} ***";
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The cabinet answered an event with {Status}")]
    private partial void LogTold(int status);

    [LoggerMessage(Level = LogLevel.Information, Message = "The cabinet could not be told of a changed password yet: {Failure}")]
    private partial void LogNotTold(string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cabinet was never told of a changed password")]
    private partial void LogGivenUp();
}
