using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Desk.People;

/// <summary>A record in a few words.</summary>
internal static class PersonWords
{
    /// <summary>«Учитель физики, Школа № 1; родитель, Школа № 2».</summary>
    public static string Posts(PersonRecord person) =>
        person.IsWithdrawn ? DeskText.Withdrawn : string.Join("; ", person.Posts.Where(post => !post.IsWithdrawn).Select(Of).DefaultIfEmpty(DeskText.NoPosts));

    private static string Of(Post post) => $"{post.Position ?? VerdictWords.Role(AccessRules.RoleOf(post.Role))}, {post.School.Name}{Until(post)}";

    private static string Until(Post post) => post.End is { } end ? string.Format(DeskText.UntilDay, end) : "";

    /// <summary>A СНИЛС as people write it.</summary>
    public static string Written(SchoolRecords.Fields.Snils snils) => $"{snils.Digits[..3]}-{snils.Digits[3..6]}-{snils.Digits[6..9]} {snils.Digits[9..]}";
}
