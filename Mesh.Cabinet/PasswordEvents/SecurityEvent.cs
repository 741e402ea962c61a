using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>What may happen to an account at mos.ru that matters here.</summary>
public enum SecurityEventKind
{
    /// <summary>CAEP <c>credential-change</c> of a password.</summary>
    PasswordChanged,

    /// <summary>CAEP <c>session-revoked</c> and its forerunner of RISC; a credential that others know, or that has to be changed.</summary>
    SessionRevoked,

    /// <summary>RISC <c>account-disabled</c> and <c>account-purged</c>.</summary>
    AccountClosed,
}

/// <summary>One of the things that a token tells.</summary>
/// <param name="Jwe">The new password, encrypted for our key (RFC 7516); null if none was sent.</param>
internal sealed record Happening(SecurityEventKind Kind, string? Jwe)
{
    public override string ToString() => $"{Kind} ***";
}

/// <summary>What a Security Event Token (RFC 8417) says, as far as it matters here.</summary>
/// <param name="Jti">The token's id: who repeats it says nothing new (RFC 8417 §2.2).</param>
/// <param name="At">When it happened, by the clock of mos.ru; no later than the token was issued.</param>
/// <param name="Subject">Whom it is about; null if nothing here is about anybody.</param>
/// <param name="Happenings">Empty if it tells of nothing that matters here.</param>
internal sealed record SecurityEvent(string Jti, DateTimeOffset IssuedAt, DateTimeOffset At, EventSubject? Subject, IReadOnlyList<Happening> Happenings)
{
    public const string CredentialChange = "https://schemas.openid.net/secevent/caep/event-type/credential-change";
    public const string SessionRevoked = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";
    public const string SessionsRevoked = "https://schemas.openid.net/secevent/risc/event-type/sessions-revoked";
    public const string CredentialCompromise = "https://schemas.openid.net/secevent/risc/event-type/credential-compromise";
    public const string ChangeRequired = "https://schemas.openid.net/secevent/risc/event-type/account-credential-change-required";
    public const string AccountDisabled = "https://schemas.openid.net/secevent/risc/event-type/account-disabled";
    public const string AccountPurged = "https://schemas.openid.net/secevent/risc/event-type/account-purged";

    public const int MaxJti = TextLength.Line;

    private static readonly Dictionary<string, SecurityEventKind> Kinds = new(StringComparer.Ordinal)
    {
        [CredentialChange] = SecurityEventKind.PasswordChanged,
        [SessionRevoked] = SecurityEventKind.SessionRevoked,
        [SessionsRevoked] = SecurityEventKind.SessionRevoked,
        [CredentialCompromise] = SecurityEventKind.SessionRevoked,
        [ChangeRequired] = SecurityEventKind.SessionRevoked,
        [AccountDisabled] = SecurityEventKind.AccountClosed,
        [AccountPurged] = SecurityEventKind.AccountClosed,
    };

    /// <summary>Null if the claims are no Security Event Token, or tell of something in a form that it does not have.</summary>
    /// <param name="payload">The claims of a token whose signature, issuer and audience were found right.</param>
    /// <param name="issuers">Whose subjects are accounts of mos.ru.</param>
    public static SecurityEvent? Read(JsonElement payload, IReadOnlyList<string> issuers)
    {
        try
        {
            return ReadAll(payload, issuers);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: text that is none.
            return null;
        }
    }

    /// <summary>The password inside the decrypted text <c>{"password": …}</c>; null if there is none.</summary>
    public static TypedPassword? PasswordIn(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.TextOf("password") is { Length: > 0 and <= TypedPassword.MaxLength } password ? new TypedPassword(password) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override string ToString() => $"{Jti} ***";

    private static SecurityEvent? ReadAll(JsonElement payload, IReadOnlyList<string> issuers)
    {
        if (payload.TextOf("jti") is not { Length: > 0 } jti || payload.MomentOf("iat") is not { } issuedAt
            || payload.ObjectOf("events") is not { } events || !events.EnumerateObject().Any())
            return null;

        var ours = events.EnumerateObject().Where(one => Kinds.ContainsKey(one.Name)).ToList();
        if (ours.Exists(one => one.Value.ValueKind is not JsonValueKind.Object))
            return null;
        ours.RemoveAll(one => Kinds[one.Name] is SecurityEventKind.PasswordChanged && one.Value.TextOf("credential_type") is { } type && type != "password");
        if (ours.Count == 0)
            return new SecurityEvent(Bounded(jti), issuedAt, issuedAt, null, []);
        if (ours.Exists(one => Kinds[one.Name] is SecurityEventKind.PasswordChanged && one.Value.TextOf("credential_type") is null))
            return null;

        // Older transmitters put the subject into the event.
        var subject = payload.ObjectOf("sub_id") ?? ours.Select(one => one.Value.ObjectOf("subject")).FirstOrDefault(id => id is not null);
        if (subject is not { } whom || EventSubject.Read(whom, issuers) is not { } whose)
            return null;

        var at = payload.MomentOf("toe") ?? ours.Select(one => one.Value.MomentOf("event_timestamp")).FirstOrDefault(moment => moment is not null) ?? issuedAt;
        return new SecurityEvent(
            Bounded(jti), issuedAt, at < issuedAt ? at : issuedAt, whose,
            [.. ours.Select(one => new Happening(Kinds[one.Name], one.Value.TextOf("password_jwe")))]);
    }

    // The standard sets no bound to it; our column does.
    private static string Bounded(string jti) =>
        jti.Length <= MaxJti ? jti : $"sha-256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(jti)))}";
}
