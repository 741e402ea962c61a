using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Help;

/// <summary>Which school a letter names, by what was typed and what was chosen from the list that followed.</summary>
public abstract record SchoolChoice
{
    private SchoolChoice()
    {
    }

    /// <summary>None is named.</summary>
    public sealed record NotNamed : SchoolChoice;

    public sealed record Chosen(ListedSchool School) : SchoolChoice;

    public sealed record Several(IReadOnlyList<ListedSchool> Schools) : SchoolChoice;

    /// <summary>More than anybody would read through.</summary>
    public sealed record TooMany : SchoolChoice;

    public sealed record Unknown : SchoolChoice;
}

/// <summary>Finds the school that a letter names.</summary>
internal sealed class SchoolChoices(ISchoolNames names)
{
    /// <summary>The longest list that is shown.</summary>
    public const int Most = 20;

    /// <param name="id">What was chosen; it counts only while it is among what was typed.</param>
    public async Task<SchoolChoice> OfAsync(string? typed, string? id, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return new SchoolChoice.NotNamed();

        var found = SchoolSearch.Find(await names.AllAsync(cancellation), typed);
        if (found.FirstOrDefault(school => school.Id == id) is { } chosen)
            return new SchoolChoice.Chosen(chosen);
        return found.Count switch
        {
            0 => new SchoolChoice.Unknown(),
            1 => new SchoolChoice.Chosen(found[0]),
            > Most => new SchoolChoice.TooMany(),
            _ => new SchoolChoice.Several(found),
        };
    }
}
