using System.Text.Json;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>A change of the password at mos.ru, read out of a Security Event Token (RFC 8417, CAEP <c>credential-change</c>).</summary>
/// <param name="Jti">The token's id: who repeats it says nothing new (RFC 8417 §2.2).</param>
/// <param name="Jwe">The new password, encrypted for our key (RFC 7516); null if mos.ru sent none.</param>
public sealed record SecurityEvent(string Jti, string Subject, DateTimeOffset ChangedAt, string? Jwe)
{
    public const string CredentialChange = "https://schemas.openid.net/secevent/caep/event-type/credential-change";
    public const int MaxJti = TextLength.Line;

    /// <summary>Null if the claims are no change of a password of somebody at this issuer.</summary>
    /// <param name="payload">The claims of a token whose signature, issuer and audience were found right.</param>
    public static SecurityEvent? Read(JsonElement payload, string issuer)
    {
        if (Text(payload, "jti") is not { Length: > 0 and <= MaxJti } jti
            || Seconds(payload, "iat") is not { } issuedAt
            || Object(payload, "events") is not { } events
            || Object(events, CredentialChange) is not { } change
            || Text(change, "credential_type") != "password")
            return null;

        // RFC 9493 §3.2.1; older transmitters put the subject into the event.
        var subject = Object(payload, "sub_id") ?? Object(change, "subject");
        if (subject is not { } id || Text(id, "format") != "iss_sub" || Text(id, "iss") != issuer || Text(id, "sub") is not { Length: > 0 and <= CityProfile.MaxSubjectLength } sub)
            return null;

        return new SecurityEvent(jti, sub, Seconds(payload, "toe") ?? issuedAt, Text(change, "password_jwe"));
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

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static JsonElement? Object(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Object ? value : null;

    private static DateTimeOffset? Seconds(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var seconds)
            && seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
