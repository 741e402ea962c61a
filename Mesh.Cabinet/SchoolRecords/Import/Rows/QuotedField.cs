using System.Collections.Frozen;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.SchoolRecords.Import.Rows;

/// <summary>
/// What of a row may be kept in the file's own words: ids, words of lists, days of posts, names of schools and classes. Names of people, logins,
/// СНИЛС, contacts and birth dates never are, in whatever column they got by a slip, as far as they can be told.
/// </summary>
internal static class QuotedField
{
    private static readonly FrozenSet<string> Ids = FrozenSet.Create(
        StringComparer.Ordinal, "sourcedId", "parentSourcedId", "userSourcedId", "orgSourcedId", "orgSourcedIds", "primaryOrgSourcedId", "agentSourcedIds", "schoolSourcedId", "classSourcedId");

    private static readonly FrozenSet<string> Plain = FrozenSet.Create(
        StringComparer.Ordinal, "status", "type", "name", "metadata.mesh.private", "metadata.mesh.teamsDomain", "enabledUser", "role", "roleType", "beginDate", "endDate",
        "metadata.mesh.position", "title", "grades");

    /// <returns>Null for an empty field, and for what may be personal.</returns>
    public static string? Of(string column, string field)
    {
        if (!Ids.Contains(column) && !Plain.Contains(column))
            return null;
        var words = string.Concat(field.Trim().Take(TextLength.Line).Select(letter => char.IsControl(letter) ? ' ' : letter));
        if (words.Length == 0 || Snils.TryParse(words) is not null)
            return null;
        // An id may well be a number, or have an «@».
        var isContact = Plain.Contains(column) && (words.Contains('@', StringComparison.Ordinal) || PhoneNumber.TryParse(words) is not null);
        return isContact ? null : WholeText.Of(words);
    }
}
