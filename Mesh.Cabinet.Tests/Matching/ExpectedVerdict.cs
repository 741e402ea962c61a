using System.Globalization;
using Mesh.Cabinet.Matching;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>
/// What a planted error must come to, in the words of <c>verdicts.txt</c>. The rule: a role is open unless the error lies in a field
/// that it compares; the error is named exactly if СНИЛС or a contact agrees with the record, else it is only told which field is
/// missing, holds a Latin letter, or differs.
/// </summary>
internal static class ExpectedVerdict
{
    private static readonly ProfileField[] Name = [ProfileField.FamilyName, ProfileField.GivenName, ProfileField.MiddleName];

    public static IReadOnlyList<string> Of(PlantedError error) =>
        [.. error.Person.Posts.Select(post => post.Role).Distinct().Order().Select(role => $"{Lower(role)}{Of(error, role)}")];

    /// <summary>Something beside the name agrees between the account and the record.</summary>
    private static bool IsProven(PlantedError error) =>
        Agrees(error, ProfileField.Snils, error.Profile.Snils, error.Person.Snils)
        || Agrees(error, ProfileField.Phone, error.Profile.Phone, error.Person.Phone)
        || Agrees(error, ProfileField.Email, error.Profile.Email, error.Person.Email);

    /// <summary>The record cannot be taken for a namesake's.</summary>
    public static bool IsOwn(PlantedError error) =>
        IsProven(error) || (error.Profile.IsSimplified && error.Said.All(said => said.Field != ProfileField.Login));

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

        var isProven = IsProven(error);
        var told = faults.Select(said => $"{Field(said.Field)} {(isProven || IsPlain(said.Words) ? said.Words : "different")}");
        return $": {string.Join(", ", told)}{(isProven ? "" : " (unproven)")}";
    }

    private static string Of(IReadOnlyList<CityPost> posts)
    {
        if (posts.Any(post => !(post.Begin > PlantedCity.Today) && !(post.End < PlantedCity.Today)))
            return " open";
        return posts.FirstOrDefault(post => post.Begin > PlantedCity.Today) is { Begin: { } begin }
            ? $" starts {Text(begin)}"
            : $" ended {Text(posts.Max(post => post.End)!.Value)}";
    }

    private static bool IsPlain(string words) =>
        words.StartsWith("missing", StringComparison.Ordinal) || words.StartsWith("latin", StringComparison.Ordinal) || words == "the parent's";

    private static string Field(ProfileField field) => Lower(field).Replace("name", "", StringComparison.Ordinal);

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
