using Mesh.Cabinet.SchoolRecords.Import.Staging;

namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>Finds organisations that are their own ancestors.</summary>
internal static class OrganisationLoops
{
    /// <returns>The lines of the rows that stand on a loop.</returns>
    public static async Task<IReadOnlyList<int>> FindAsync(IAsyncEnumerable<Branch> tree)
    {
        var branches = new Dictionary<string, Branch>(StringComparer.Ordinal);
        await foreach (var branch in tree)
            branches.TryAdd(branch.Id, branch);

        var walkOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = new List<int>();
        foreach (var start in branches.Keys)
        {
            var at = start;
            while (at is not null && branches.TryGetValue(at, out var branch) && walkOf.TryAdd(at, start))
                at = branch.ParentId;
            // The walk met itself, not an earlier one: from here round to here is a loop.
            if (at is not null && walkOf.TryGetValue(at, out var walk) && walk == start)
                lines.AddRange(Loop(branches, at).Where(line => line > 0));
        }

        return lines;
    }

    private static IEnumerable<int> Loop(Dictionary<string, Branch> branches, string from)
    {
        var at = from;
        do
        {
            yield return branches[at].Line;
            at = branches[at].ParentId!;
        }
        while (at != from);
    }
}
