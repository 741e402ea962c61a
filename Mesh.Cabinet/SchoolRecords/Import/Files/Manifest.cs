namespace Mesh.Cabinet.SchoolRecords.Import.Files;

/// <summary>
/// The package's own description (OneRoster 1.2 CSV, §4.3). Only bulk packages are understood: taken for one, a delta would
/// withdraw everybody whom it does not mention.
/// </summary>
internal static class Manifest
{
    private const string File = "manifest.csv";
    private const string VersionProperty = "oneroster.version";
    private const string Version = "1.2";

    /// <exception cref="RecordsUnreadableException">The package is of another version or mode.</exception>
    public static void Check(RecordsPackage package, ImportLimits limits)
    {
        if (!package.Has(File))
            return;

        using var table = new CsvTable(File, package.OpenFile(File).Content, ["propertyName", "value"], limits);
        while (table.Read())
        {
            if (table.Damage is { } damage)
                throw new RecordsUnreadableException(damage, File, table.Line);

            var value = table.Field("value").Trim();
            var property = table.Field("propertyName").Trim();
            if (property.Equals(VersionProperty, StringComparison.OrdinalIgnoreCase) && value != Version)
                throw new RecordsUnreadableException(string.Format(ImportText.ManifestVersion, Version), File, table.Line);
            if (property.StartsWith("file.", StringComparison.OrdinalIgnoreCase) && value.Equals("delta", StringComparison.OrdinalIgnoreCase))
                throw new RecordsUnreadableException(ImportText.ManifestDelta, File, table.Line);
        }
    }
}
