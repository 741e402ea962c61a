using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Matching;

/// <summary>A mos.ru profile read into types; what is missing or could not be read is kept as verdicts.</summary>
internal sealed class ReadProfile
{
    private readonly Dictionary<ProfileField, Verdict> unread = [];

    public ReadProfile(CityProfile profile)
    {
        Source = profile;
        var family = NamePart(profile.FamilyName, ProfileField.FamilyName, isRequired: true);
        var given = NamePart(profile.GivenName, ProfileField.GivenName, isRequired: true);
        var middle = NamePart(profile.MiddleName, ProfileField.MiddleName, isRequired: false);
        if (unread.Count == 0)
            Name = new PersonName(family!, given!, middle);

        Snils = Field(profile.Snils, profile.UnverifiedSnils, ProfileField.Snils, SchoolRecords.Fields.Snils.TryParse);
        Phone = Field(profile.Phone, profile.UnverifiedPhone, ProfileField.Phone, PhoneNumber.TryParse);
        Email = Field(profile.Email, profile.UnverifiedEmail, ProfileField.Email, EmailAddress.TryParse);
    }

    public CityProfile Source { get; }

    public PersonName? Name { get; }

    public Snils? Snils { get; }

    /// <summary>The digits of the СНИЛС, even where their check sum is wrong.</summary>
    public string? SnilsDigits => SchoolRecords.Fields.Snils.DigitsOf(Source.Snils);

    public PhoneNumber? Phone { get; }

    public EmailAddress? Email { get; }

    /// <summary>The fields that hold something to compare by.</summary>
    public IReadOnlyList<ProfileField> Compared =>
    [
        .. Name is null ? [] : new[] { ProfileField.FamilyName, ProfileField.GivenName },
        .. Name?.Middle is null ? [] : new[] { ProfileField.MiddleName },
        .. Snils is null ? [] : new[] { ProfileField.Snils },
        .. Phone is null ? [] : new[] { ProfileField.Phone },
        .. Email is null ? [] : new[] { ProfileField.Email },
        .. Source is { IsSimplified: true, Login: not null } ? new[] { ProfileField.Login } : [],
    ];

    /// <summary>What is wrong with the profile whatever the school holds.</summary>
    public IReadOnlyList<Verdict> Faults =>
    [
        // A simplified account has no number and no contact to fill in (R14).
        .. unread.Values.Where(verdict => !Source.IsSimplified || verdict.Field < ProfileField.Snils).OrderBy(verdict => verdict.Field),
        .. Latin(ProfileField.FamilyName, Name?.Family),
        .. Latin(ProfileField.GivenName, Name?.Given),
        .. Latin(ProfileField.MiddleName, Name?.Middle),
    ];

    /// <summary>Why a field cannot be compared; null if it can.</summary>
    public Verdict? Unread(ProfileField field) => unread.GetValueOrDefault(field);

    private static IEnumerable<Verdict> Latin(ProfileField field, string? part) =>
        NameComparison.FindLatin(part) is { } latin ? [new Verdict(field, latin)] : [];

    private string? NamePart(string? value, ProfileField field, bool isRequired)
    {
        if (value is null)
        {
            if (isRequired)
                unread[field] = new Verdict(field, new Comparison.MissingAtMosRu());
            return null;
        }

        if (value.Length <= PersonName.MaxPartLength && !value.Any(char.IsControl))
            return value.Trim();

        unread[field] = new Verdict(field, new Comparison.UnreadableAtMosRu());
        return null;
    }

    private T? Field<T>(string? value, string? unverified, ProfileField field, Func<string?, T?> parse)
        where T : class
    {
        var parsed = parse(value);
        if (parsed is null)
        {
            Comparison comparison = value is not null ? new Comparison.UnreadableAtMosRu()
                : unverified is not null ? new Comparison.UnverifiedAtMosRu()
                : new Comparison.MissingAtMosRu();
            unread[field] = new Verdict(field, comparison);
        }

        return parsed;
    }
}
