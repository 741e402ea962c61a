namespace Mesh.Cabinet.SchoolRecords.Import.Files;

/// <summary>Which names a zip may hold: files at the root or in a single folder, and nothing that points elsewhere.</summary>
internal static class ZipNames
{
    /// <returns>The files by their bare names; the entry of the single folder itself is left out.</returns>
    /// <exception cref="RecordsUnreadableException">A name leads out of the package or into further folders.</exception>
    public static IEnumerable<(string Name, T Entry)> Check<T>(IReadOnlyList<(string FullName, T Entry)> entries)
    {
        string? top = null;
        foreach (var (fullName, entry) in entries)
        {
            if (IsHostile(fullName))
                throw new RecordsUnreadableException(string.Format(ImportText.ZipNameHostile, Printable(fullName)));

            var parts = fullName.Split('/');
            if (IsOfMac(parts))
                continue;
            if (parts.Length > 2)
                throw new RecordsUnreadableException(string.Format(ImportText.ZipFolders, Printable(fullName)));

            var folder = parts.Length == 2 ? parts[0] : "";
            top ??= folder;
            if (top != folder)
                throw new RecordsUnreadableException(string.Format(ImportText.ZipFolders, Printable(fullName)));
            if (parts[^1].Length > 0)
                yield return (parts[^1], entry);
        }
    }

    // A Mac puts these into every zip that it makes.
    private static bool IsOfMac(string[] parts) => parts[0] == "__MACOSX" || parts[^1] == ".DS_Store";

    private static bool IsHostile(string name) =>
        name.Length is 0 or > 255
        || name[0] == '/'
        || name.Any(character => char.IsControl(character) || character is '\\' or ':' or '\uFFFD')
        || name.Split('/').Any(part => part is ".." or ".")
        || name.Contains("//", StringComparison.Ordinal);

    // A name goes to a terminal: without what could steer it.
    private static string Printable(string name) =>
        string.Concat(name.Take(100).Select(character => char.IsControl(character) ? '?' : character));
}
