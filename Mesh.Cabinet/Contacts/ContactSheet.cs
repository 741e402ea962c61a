using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Contacts;

/// <summary>The kinds of contact that a school holds.</summary>
public enum ContactKind { Phone, Email }

/// <summary>What the school's contacts of one kind are, laid beside mos.ru's.</summary>
public enum ContactVerdict
{
    /// <summary>One of the school's is the one at mos.ru (D6).</summary>
    Agrees,

    Differs,

    MissingAtSchool,

    MissingAtMosRu,

    /// <summary>mos.ru has one and does not vouch for it (D18).</summary>
    UnverifiedAtMosRu,

    /// <summary>A simplified account has none, and needs none (R14).</summary>
    NotNeeded,
}

/// <summary>One contact, in full and masked.</summary>
/// <param name="IsAtMosRu">mos.ru has the same.</param>
public sealed record ContactLine(string Value, string Mask, bool IsAtMosRu)
{
    public override string ToString() => Mask;
}

/// <summary>The school's contacts of one kind.</summary>
/// <param name="AtMosRu">mos.ru's, vouched for or not; null if it has none that can be read.</param>
public sealed record ContactGroup(ContactKind Kind, IReadOnlyList<ContactLine> AtSchool, ContactLine? AtMosRu, ContactVerdict Verdict);

/// <summary>What the school holds to reach a person by, beside what mos.ru holds (R35). Pure.</summary>
internal static class ContactSheet
{
    public static IReadOnlyList<ContactGroup> Of(PersonRecord record, CityProfile profile) =>
    [
        Group(ContactKind.Phone, record.Phones, PhoneNumber.TryParse(profile.Phone), PhoneNumber.TryParse(profile.UnverifiedPhone), phone => phone.Spaced, Masks.Of, profile),
        Group(ContactKind.Email, record.Emails, EmailAddress.TryParse(profile.Email), EmailAddress.TryParse(profile.UnverifiedEmail), email => email.Folded, Masks.Of, profile),
    ];

    private static ContactGroup Group<T>(
        ContactKind kind, IReadOnlyList<T> school, T? mosRu, T? unverified, Func<T, string> words, Func<T, string> mask, CityProfile profile)
        where T : class, IEquatable<T>
    {
        ContactLine Line(T contact, bool isAtMosRu) => new(words(contact), mask(contact), isAtMosRu);
        var lines = school.Select(contact => Line(contact, contact.Equals(mosRu))).ToList();
        var verdict = (lines.Count, mosRu) switch
        {
            (0, _) => ContactVerdict.MissingAtSchool,
            (_, null) when unverified is not null => ContactVerdict.UnverifiedAtMosRu,
            (_, null) => profile.IsSimplified ? ContactVerdict.NotNeeded : ContactVerdict.MissingAtMosRu,
            _ => lines.Exists(line => line.IsAtMosRu) ? ContactVerdict.Agrees : ContactVerdict.Differs,
        };
        return new ContactGroup(kind, lines, (mosRu ?? unverified) is { } shown ? Line(shown, isAtMosRu: mosRu is not null) : null, verdict);
    }
}
