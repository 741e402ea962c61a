using System.Globalization;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>
/// What a planted error must come to, in the words of <c>verdicts.txt</c>. The rule: a role is open unless the error lies in a field
/// that it compares; the error is named exactly if СНИЛС, a contact or a simplified account's login agrees with the record. Where nothing
/// does, nobody is found, and all that is told is what is wrong at mos.ru itself.
/// </summary>
internal static class ExpectedVerdict
{
    private static readonly ProfileField[] Name = [ProfileField.FamilyName, ProfileField.GivenName, ProfileField.MiddleName];

    public static IReadOnlyList<string> Of(PlantedError error) => IsProven(error)
        ? [.. error.Person.Posts.Select(post => post.Role).Distinct().Order().Select(role => $"{Lower(role)}{Of(error, role)}")]
        : ["nobody"];

    /// <summary>Something beside the name agrees between the account and the record.</summary>
    public static bool IsProven(PlantedError error) =>
        Agrees(error, ProfileField.Snils, error.Profile.Snils, error.Person.Snils)
        || Agrees(error, ProfileField.Phone, error.Profile.Phone, error.Person.Phone)
        || Agrees(error, ProfileField.Email, error.Profile.Email, error.Person.Email)
        || (error.Profile.IsSimplified && error.Said.All(said => said.Field != ProfileField.Login));

    /// <summary>D19: the account is let in, and both sides hold a СНИЛС that is not the same.</summary>
    public static bool HasOtherSnils(PlantedError error) =>
        IsOpen(error) && error.Person.Snils is not null && error.Said.Any(said => said.Field == ProfileField.Snils)
        && Snils.TryParse(error.Profile.Snils) is not null;

    /// <summary>Fields of which mos.ru itself holds nothing, or a Latin letter; a patronymic may be missing.</summary>
    public static IEnumerable<ProfileField> WrongAtMosRu(PlantedError error) => error.Said
        .Where(said => said.Words.StartsWith("latin", StringComparison.Ordinal) || (said.Words == "missing at mos.ru" && said.Field != ProfileField.MiddleName))
        .Select(said => said.Field);

    public static bool IsOpen(PlantedError error) => Of(error).Any(role => role.EndsWith(" open", StringComparison.Ordinal));

    private static bool Agrees(PlantedError error, ProfileField field, string? atMosRu, string? atSchool) =>
        atMosRu is not null && atSchool is not null && error.Said.All(said => said.Field != field);

    private static string Of(PlantedError error, PersonRole role)
    {
        ProfileField[] compared = role switch
        {
            PersonRole.Staff => [.. Name, ProfileField.Snils],
            PersonRole.Student when error.Profile.IsSimplified => [.. Name, ProfileField.Login],
            _ => [.. Name, ProfileField.Phone, ProfileField.Email],
        };
        var faults = error.Said.Where(said => compared.Contains(said.Field)).ToList();
        if (faults.Count == 0)
            return Of([.. error.Person.Posts.Where(post => post.Role == role)]);

        return $": {string.Join(", ", faults.Select(said => $"{Field(said.Field)} {said.Words}"))}";
    }

    private static string Of(IReadOnlyList<CityPost> posts)
    {
        if (posts.Any(post => !(post.Begin > PlantedCity.Today) && !(post.End < PlantedCity.Today)))
            return " open";
        return posts.FirstOrDefault(post => post.Begin > PlantedCity.Today) is { Begin: { } begin }
            ? $" starts {Text(begin)}"
            : $" ended {Text(posts.Max(post => post.End)!.Value)}";
    }

    private static string Field(ProfileField field) => Lower(field).Replace("name", "", StringComparison.Ordinal);

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
