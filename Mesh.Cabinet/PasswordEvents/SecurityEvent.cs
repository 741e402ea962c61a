using System.Text.Json;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>What may happen to an account at mos.ru that matters here.</summary>
public enum SecurityEventKind
{
    /// <summary>CAEP <c>credential-change</c> of a password.</summary>
    PasswordChanged,

    /// <summary>CAEP <c>session-revoked</c>.</summary>
    SessionRevoked,

    /// <summary>RISC <c>account-disabled</c> and <c>account-purged</c>.</summary>
    AccountClosed,
}

/// <summary>Something that happened to an account at mos.ru, read out of a Security Event Token (RFC 8417).</summary>
/// <param name="Jti">The token's id: who repeats it says nothing new (RFC 8417 §2.2).</param>
/// <param name="At">When it happened (<c>toe</c>), by the clock of mos.ru.</param>
/// <param name="Jwe">The new password, encrypted for our key (RFC 7516); null if mos.ru sent none.</param>
public sealed record SecurityEvent(SecurityEventKind Kind, string Jti, string Subject, DateTimeOffset At, string? Jwe)
{
    public const string CredentialChange = "https://schemas.openid.net/secevent/caep/event-type/credential-change";
    public const string SessionRevoked = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";
    public const string AccountDisabled = "https://schemas.openid.net/secevent/risc/event-type/account-disabled";
    public const string AccountPurged = "https://schemas.openid.net/secevent/risc/event-type/account-purged";

    public const int MaxJti = TextLength.Line;

    private static readonly (string Type, SecurityEventKind Kind)[] Types =
    [
        (CredentialChange, SecurityEventKind.PasswordChanged),
        (SessionRevoked, SecurityEventKind.SessionRevoked),
        (AccountDisabled, SecurityEventKind.AccountClosed),
        (AccountPurged, SecurityEventKind.AccountClosed),
    ];

    /// <summary>Null if the claims are nothing of ours that happened to somebody at this issuer.</summary>
    /// <param name="payload">The claims of a token whose signature, issuer and audience were found right.</param>
    public static SecurityEvent? Read(JsonElement payload, string issuer)
    {
        if (Text(payload, "jti") is not { Length: > 0 and <= MaxJti } jti
            || Seconds(payload, "iat") is not { } issuedAt
            || Object(payload, "events") is not { } events
            || Known(events) is not var (kind, happened)
            || (kind is SecurityEventKind.PasswordChanged && Text(happened, "credential_type") != "password"))
            return null;

        // RFC 9493 §3.2.1; older transmitters put the subject into the event.
        var subject = Object(payload, "sub_id") ?? Object(happened, "subject");
        if (subject is not { } id || Text(id, "format") != "iss_sub" || Text(id, "iss") != issuer || Text(id, "sub") is not { Length: > 0 and <= CityProfile.MaxSubjectLength } sub)
            return null;

        return new SecurityEvent(kind, jti, sub, Seconds(payload, "toe") ?? issuedAt, Text(happened, "password_jwe"));
    }

    /// <summary>The password inside the decrypted text <c>{"password": …}</c>; null if there is none.</summary>
    public static TypedPassword? PasswordIn(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Text(document.RootElement, "password") is { Length: > 0 and <= TypedPassword.MaxLength } password ? new TypedPassword(password) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override string ToString() => $"{Jti} ***";

    private static (SecurityEventKind Kind, JsonElement Happened)? Known(JsonElement events)
    {
        foreach (var (type, kind) in Types)
        {
            if (Object(events, type) is { } happened)
                return (kind, happened);
        }

        return null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static JsonElement? Object(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Object ? value : null;

    private static DateTimeOffset? Seconds(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var seconds)
            && seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
