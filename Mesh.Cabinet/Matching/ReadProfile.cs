using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Matching;

/// <summary>A mos.ru profile read into types; what could not be read is kept as obstacles.</summary>
internal sealed class ReadProfile
{
    private readonly List<Obstacle> obstacles = [];

    public ReadProfile(CityProfile profile)
    {
        Source = profile;
        var family = NamePart(profile.FamilyName, ProfileField.FamilyName, isRequired: true);
        var given = NamePart(profile.GivenName, ProfileField.GivenName, isRequired: true);
        var middle = NamePart(profile.MiddleName, ProfileField.MiddleName, isRequired: false);
        if (obstacles.Count == 0)
            Name = new PersonName(family!, given!, middle);

        Snils = Field(profile.Snils, ProfileField.Snils, SchoolRecords.Fields.Snils.TryParse);
        Phone = Field(profile.Phone, ProfileField.Phone, PhoneNumber.TryParse);
        Email = Field(profile.Email, ProfileField.Email, EmailAddress.TryParse);
    }

    public CityProfile Source { get; }

    public PersonName? Name { get; }

    public Snils? Snils { get; }

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
    ];

    /// <summary>Every field that is missing or cannot be read.</summary>
    public IReadOnlyList<Obstacle> Unread => obstacles;

    /// <summary>What mos.ru must still hold, or hold readably, for this role (R11–R14).</summary>
    public IEnumerable<Obstacle> Lacking(PersonRole role)
    {
        var needed = role switch
        {
            PersonRole.Staff => new[] { ProfileField.Snils },
            PersonRole.Student when Source.IsSimplified => [],
            _ => [ProfileField.Phone, ProfileField.Email],
        };
        return obstacles.Where(obstacle => FieldOf(obstacle) is var field
            && (needed.Contains(field) || field is ProfileField.FamilyName or ProfileField.GivenName or ProfileField.MiddleName));
    }

    private static ProfileField FieldOf(Obstacle obstacle) => obstacle switch
    {
        Obstacle.MissingAtMosRu missing => missing.Field,
        Obstacle.UnreadableAtMosRu unreadable => unreadable.Field,
        _ => throw new InvalidOperationException($"{obstacle} is no obstacle of reading."),
    };

    private string? NamePart(string? value, ProfileField field, bool isRequired)
    {
        if (value is null)
        {
            if (isRequired)
                obstacles.Add(new Obstacle.MissingAtMosRu(field));
            return null;
        }

        if (value.Length <= PersonName.MaxPartLength && !value.Any(char.IsControl))
            return value.Trim();

        obstacles.Add(new Obstacle.UnreadableAtMosRu(field));
        return null;
    }

    private T? Field<T>(string? value, ProfileField field, Func<string?, T?> parse)
        where T : class
    {
        var parsed = parse(value);
        if (parsed is null)
            obstacles.Add(value is null ? new Obstacle.MissingAtMosRu(field) : new Obstacle.UnreadableAtMosRu(field));
        return parsed;
    }
}
