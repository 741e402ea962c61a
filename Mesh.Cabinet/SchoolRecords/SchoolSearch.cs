using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.SchoolRecords;

/// <summary>A school, or a district, as somebody names it.</summary>
/// <param name="Within">The name of what stands above it; null where nothing does, or only the city.</param>
public sealed record ListedSchool(string Id, string Name, string? Within)
{
    /// <summary>As it is told from others of its name.</summary>
    public string Words => Within is null ? Name : $"{Name}, {Within}";
}

/// <summary>Finds schools by what a person types of their name. Pure.</summary>
internal static class SchoolSearch
{
    /// <param name="typed">«школа 9101», «9101», «гимназия на Юго-Западе».</param>
    /// <returns>Those whose name has every telling word; where a name is typed whole, those alone.</returns>
    public static IReadOnlyList<ListedSchool> Find(IReadOnlyList<ListedSchool> all, string typed)
    {
        // That it is a school tells nothing.
        var little = FoldedWords.Of(SchoolNamesText.Kinds);
        List<string> Telling(string name) => [.. FoldedWords.Of(name).Where(word => !little.Any(kind => FoldedWords.AreKin(kind, word)))];

        var wanted = Telling(typed);
        if (wanted.Count == 0)
            return [];
        var found = all.Select(school => (School: school, Words: Telling(school.Name)))
            .Where(one => wanted.TrueForAll(word => one.Words.Exists(there => FoldedWords.AreKin(there, word)))).ToList();
        var whole = found.Where(one => one.Words.Count == wanted.Count).ToList();
        return [.. (whole.Count > 0 ? whole : found).OrderBy(one => one.Words.Count).ThenBy(one => one.School.Name, StringComparer.Ordinal).ThenBy(one => one.School.Id, StringComparer.Ordinal).Select(one => one.School)];
    }
}
