using Mesh.Cabinet.SchoolRecords.Import.Rows;

namespace Mesh.Cabinet.SchoolRecords.Import.Files;

/// <summary>
/// The package's own description (OneRoster 1.1 §5, 1.2 CSV §4.3), and which files are read where it says nothing. Only bulk files are
/// understood: taken for one, a delta would withdraw everybody whom it does not mention.
/// </summary>
internal sealed class Manifest
{
    public const string File = "manifest.csv";
    private const string VersionProperty = "oneroster.version";
    private const string FilePrefix = "file.";
    private static readonly string[] Versions = ["1.2", "1.1"];
    private string? version;

    private Manifest()
    {
    }

    /// <summary>The files to read, in their order; 1.1 keeps roles in users.csv.</summary>
    /// <exception cref="RecordsUnreadableException">The package is of another version or mode, or lacks a file.</exception>
    public static IReadOnlyList<RecordKind> Read(RecordsPackage package, ImportLimits limits)
    {
        var manifest = new Manifest();
        if (package.Has(File))
            manifest.ReadProperties(package, limits);

        var kinds = manifest.IsOlder(package, limits) ? RecordKind.AllOfVersion11 : RecordKind.All;
        return kinds.FirstOrDefault(kind => kind.IsFileRequired && !package.Has(kind.File)) is { } missing
            ? throw new RecordsUnreadableException(ImportText.FileMissing, missing.File)
            : kinds;
    }

    private void ReadProperties(RecordsPackage package, ImportLimits limits)
    {
        using var table = new CsvTable(File, package.OpenFile(File).Content, ["propertyName", "value"], limits);
        while (table.Read())
        {
            if (table.Damage is { } damage)
                throw new RecordsUnreadableException(damage, File, table.Line);

            var value = table.Field("value").Trim();
            var property = table.Field("propertyName").Trim();
            if (property.Equals(VersionProperty, StringComparison.OrdinalIgnoreCase))
                version = Array.Find(Versions, known => value == known || value.StartsWith($"{known}.", StringComparison.Ordinal))
                    ?? throw new RecordsUnreadableException(string.Format(ImportText.ManifestVersion, string.Join(", ", Versions)), File, table.Line);
            if (property.StartsWith(FilePrefix, StringComparison.OrdinalIgnoreCase) && FindKind(property[FilePrefix.Length..]) is { } kind)
                CheckMode(kind, value, package, table.Line);
        }
    }

    // What is said of files that are not read does not matter.
    private static RecordKind? FindKind(string name) =>
        RecordKind.All.FirstOrDefault(kind => Path.GetFileNameWithoutExtension(kind.File).Equals(name, StringComparison.OrdinalIgnoreCase));

    private static void CheckMode(RecordKind kind, string mode, RecordsPackage package, int line)
    {
        if (mode.Equals("delta", StringComparison.OrdinalIgnoreCase))
            throw new RecordsUnreadableException(string.Format(ImportText.ManifestDelta, kind.File), File, line);
        if (mode.Equals("absent", StringComparison.OrdinalIgnoreCase) && package.Has(kind.File))
            throw new RecordsUnreadableException(string.Format(ImportText.ManifestAbsent, kind.File), File, line);
        if (mode.Equals("bulk", StringComparison.OrdinalIgnoreCase) && !package.Has(kind.File))
            throw new RecordsUnreadableException(string.Format(ImportText.ManifestBulk, kind.File), File, line);
    }

    // Without a word on the version the files tell it: roles stand in one of two places.
    private bool IsOlder(RecordsPackage package, ImportLimits limits)
    {
        if (version is not null)
            return version == "1.1";
        if (package.Has(RecordKind.Posts.File) || !package.Has(RecordKind.People.File))
            return false;

        using var table = new CsvTable(RecordKind.People.File, package.OpenFile(RecordKind.People.File).Content, [], limits);
        return RecordKind.PostsOfPeople.RequiredColumns.All(table.Has);
    }
}
