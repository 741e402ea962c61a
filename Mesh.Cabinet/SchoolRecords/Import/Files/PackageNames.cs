using Mesh.Cabinet.SchoolRecords.Import.Checking;
using Mesh.Cabinet.SchoolRecords.Import.Rows;

namespace Mesh.Cabinet.SchoolRecords.Import.Files;

/// <summary>
/// Finds the files of a package among the names of a zip or folder, whatever system made it (E51): only names that are read are judged, so a
/// readme, other folders and names in a code page of their own are no matter. The files lie together at the root or in a folder below.
/// </summary>
internal static class PackageNames
{
    /// <param name="entries">Paths below the root, parted by «/» or «\», each with what it stands for.</param>
    /// <returns>The files that are read, by their bare names.</returns>
    /// <exception cref="RecordsUnreadableException">A file that is read lies outside the package, stands there twice, or two folders could be meant.</exception>
    public static Dictionary<string, T> Find<T>(IEnumerable<(string Path, T Entry)> entries)
    {
        var folders = new Dictionary<string, Dictionary<string, T>>(StringComparer.Ordinal);
        foreach (var (path, entry) in entries)
        {
            var parts = path.Replace('\\', '/').Split('/');
            if (!IsRead(parts[^1]))
                continue;
            if (IsOutside(parts))
                throw new RecordsUnreadableException(string.Format(ImportText.NameOutside, Printable(path)));

            var folder = string.Join('/', parts[..^1]);
            if (!folders.TryGetValue(folder, out var files))
                folders[folder] = files = new(StringComparer.OrdinalIgnoreCase);
            if (!files.TryAdd(parts[^1], entry))
                throw new RecordsUnreadableException(ImportText.NameTwice, parts[^1]);
        }

        return Choose(folders);
    }

    // Where no folder holds all that is required, the one that holds most of it: what it lacks is said later, by its name.
    private static Dictionary<string, T> Choose<T>(Dictionary<string, Dictionary<string, T>> folders)
    {
        if (folders.Count == 0)
            return new(StringComparer.OrdinalIgnoreCase);

        var best = folders.GroupBy(folder => RecordKind.RequiredFiles.Count(folder.Value.ContainsKey)).MaxBy(group => group.Key)!.ToList();
        if (best is [var only])
            return only.Value;

        var names = best.Select(folder => folder.Key.Length == 0 ? ImportText.RootFolder : $"«{Printable(folder.Key)}»").Order(StringComparer.Ordinal);
        throw new RecordsUnreadableException(string.Format(ImportText.TwoFolders, string.Join(", ", names)));
    }

    private static bool IsRead(string name) =>
        RosterFile.OfVersion12.Any(file => file.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) || Manifest.File.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsOutside(string[] parts) =>
        (parts.Length > 1 && parts[0].Length == 0) || parts.Any(part => part is ".." or ".") || parts[0].EndsWith(':');

    // A name goes to a terminal: without what could steer it.
    private static string Printable(string name) =>
        string.Concat(name.Take(100).Select(character => char.IsControl(character) ? '?' : character));
}
