using System.Text.Json;
using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>
/// Whom an event is about, by the formats of RFC 9493 and the complex subject of the Shared Signals Framework, as far as they can name an
/// account of mos.ru.
/// </summary>
internal abstract record EventSubject
{
    /// <summary>An account by its <c>sub</c>.</summary>
    public sealed record Account(string Subject) : EventSubject;

    /// <summary>Whoever's e-mail this is at mos.ru.</summary>
    public sealed record OwnerOf(string Email) : EventSubject;

    /// <summary>Nobody whom mos.ru could know: another issuer's, a session, a stream, a format by which no account is found.</summary>
    public sealed record Stranger : EventSubject;

    /// <summary>Null if the subject is not of the form that its format demands.</summary>
    /// <param name="issuers">Whose subjects are accounts of mos.ru.</param>
    public static EventSubject? Read(JsonElement id, IReadOnlyList<string> issuers) => FormatOf(id) switch
    {
        "complex" => id.ObjectOf("user") is { } user ? ReadUser(user, issuers) : id.TryGetProperty("user", out _) ? null : new Stranger(),
        _ => ReadUser(id, issuers),
    };

    private static EventSubject? ReadUser(JsonElement id, IReadOnlyList<string> issuers) =>
        FormatOf(id) is "aliases" ? ReadAliases(id, issuers) : ReadSimple(id, issuers);

    private static EventSubject? ReadSimple(JsonElement id, IReadOnlyList<string> issuers) => FormatOf(id) switch
    {
        null => null,
        "iss_sub" => (id.TextOf("iss"), id.TextOf("sub")) switch
        {
            ({ Length: > 0 } issuer, { Length: > 0 } subject) => issuers.Contains(issuer, StringComparer.Ordinal) ? Named(subject) : new Stranger(),
            _ => null,
        },
        "opaque" => id.TextOf("id") is { Length: > 0 } subject ? Named(subject) : null,
        "email" => id.TextOf("email") is { Length: > 0 } email ? new OwnerOf(email) : null,
        _ => new Stranger(),
    };

    // All of them name one person; what mos.ru calls the account by says more than an e-mail. Two accounts are a contradiction.
    private static EventSubject? ReadAliases(JsonElement id, IReadOnlyList<string> issuers)
    {
        if (!id.TryGetProperty("identifiers", out var identifiers) || identifiers.ValueKind is not JsonValueKind.Array || identifiers.GetArrayLength() == 0)
            return null;

        var named = identifiers.EnumerateArray().Select(identifier => (Format: FormatOf(identifier), Subject: ReadSimple(identifier, issuers))).ToList();
        if (named.Exists(one => one.Subject is null))
            return null;
        foreach (var format in new[] { "iss_sub", "opaque", "email" })
        {
            var found = named.Where(one => one.Format == format && one.Subject is not Stranger).Select(one => one.Subject!).Distinct().ToList();
            if (found.Count > 0)
                return found.Count == 1 ? found[0] : null;
        }

        return new Stranger();
    }

    private static EventSubject Named(string subject) => subject.Length > CityProfile.MaxSubjectLength ? new Stranger() : new Account(subject);

    // Drafts of the standards said subject_type, and iss-sub.
    private static string? FormatOf(JsonElement id) => (id.TextOf("format") ?? id.TextOf("subject_type"))?.Replace('-', '_');
}
