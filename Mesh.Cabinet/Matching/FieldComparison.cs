using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Matching;

/// <summary>Compares numbers, addresses and the login of a simplified account with what the school holds (R11–R14, D6).</summary>
internal static class FieldComparison
{
    // A slip of the finger mostly breaks the check sum, so digits that mos.ru should not have taken are compared too.
    public static Verdict Snils(ReadProfile read, PersonRecord record)
    {
        var slip = read.SnilsDigits is { } digits && record.Snils is { } near ? Nearness.Slip(digits, near.Digits) : null;
        if (read.Unread(ProfileField.Snils) is { } unread && slip is null)
            return unread;
        if (record.Snils is not { } atSchool)
            return new Verdict(ProfileField.Snils, record.IsSnilsMisread ? new Comparison.UnreadableAtSchool() : new Comparison.MissingAtSchool());
        return new Verdict(ProfileField.Snils, read.Snils == atSchool ? new Comparison.Equal() : slip ?? new Comparison.Different(), Masks.Of(atSchool));
    }

    /// <param name="relatives">Records of the person's representatives, for a student's account that bears their contact (E12).</param>
    public static Verdict Phone(ReadProfile read, PersonRecord record, IEnumerable<PersonRecord> relatives)
    {
        if (read.Unread(ProfileField.Phone) is { } unread)
            return unread;
        if (record.Phones.Count == 0)
            return NothingAtSchool(ProfileField.Phone, record);

        var phone = read.Phone!;
        if (record.Phones.Contains(phone))
            return new Verdict(ProfileField.Phone, Written(read.Source.Phone, phone.E164), Masks.Of(phone), record.Phones.Count);

        var nearest = record.Phones.FirstOrDefault(other => Nearness.Slip(phone.E164, other.E164) is not null) ?? record.Phones[0];
        var comparison = relatives.Any(relative => relative.Phones.Contains(phone))
            ? new Comparison.RepresentativesContact()
            : Nearness.Slip(phone.E164, nearest.E164) ?? new Comparison.Different();
        return new Verdict(ProfileField.Phone, comparison, Masks.Of(nearest), record.Phones.Count);
    }

    /// <inheritdoc cref="Phone"/>
    public static Verdict Email(ReadProfile read, PersonRecord record, IEnumerable<PersonRecord> relatives)
    {
        if (read.Unread(ProfileField.Email) is { } unread)
            return unread;
        if (record.Emails.Count == 0)
            return NothingAtSchool(ProfileField.Email, record);

        var email = read.Email!;
        if (record.Emails.Contains(email))
            return new Verdict(ProfileField.Email, Written(read.Source.Email, email.Folded), Masks.Of(email), record.Emails.Count);

        var near = record.Emails.FirstOrDefault(other => Nearness.IsOneLetterAway(email.Folded, other.Folded));
        Comparison comparison = relatives.Any(relative => relative.Emails.Contains(email)) ? new Comparison.RepresentativesContact()
            : near is not null ? new Comparison.OneLetter()
            : new Comparison.Different();
        return new Verdict(ProfileField.Email, comparison, Masks.Of(near ?? record.Emails[0]), record.Emails.Count);
    }

    /// <summary>A simplified account has no contacts: its mos.ru login is the ЭЖД login (R14, D17).</summary>
    public static Verdict Login(ReadProfile read, PersonRecord record)
    {
        Comparison comparison = (read.Source.Login, record.Username) switch
        {
            (null, _) => new Comparison.MissingAtMosRu(),
            (_, null) => new Comparison.MissingAtSchool(),
            var (atMosRu, atSchool) when string.Equals(atMosRu, atSchool, StringComparison.OrdinalIgnoreCase) => new Comparison.Equal(),
            _ => new Comparison.Different(),
        };
        return new Verdict(ProfileField.Login, comparison);
    }

    private static Comparison Written(string? asWritten, string asCompared) =>
        asWritten == asCompared ? new Comparison.Equal() : new Comparison.EqualRewritten();

    // D6: the school must hold at least one contact; a kind of which it holds none does not count.
    private static Verdict NothingAtSchool(ProfileField field, PersonRecord record) => new(
        field, record.Phones.Count + record.Emails.Count == 0 ? new Comparison.MissingAtSchool() : new Comparison.NotNeeded(), SchoolValues: 0);
}
