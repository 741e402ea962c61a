using Mesh.Cabinet.SchoolRecords.Import.Files;

namespace Mesh.Cabinet.SchoolRecords.Import.Checking;

/// <summary>
/// Lays a package beside the specification: columns, fields that may not be empty, records that are named. Says also what the import passes
/// over, because other software may not.
/// </summary>
internal sealed class RosterCheck(RecordsPackage package, ImportLimits limits, IReadOnlyList<RosterFile> files)
{
    private readonly Dictionary<string, HashSet<string>> ids = new(StringComparer.Ordinal);

    /// <summary>How many rows each file that is there has.</summary>
    public Dictionary<string, int> Rows { get; } = new(StringComparer.Ordinal);

    /// <exception cref="RecordsUnreadableException">A file cannot be read at all.</exception>
    public IEnumerable<ImportFinding> Run()
    {
        foreach (var target in files.SelectMany(file => file.References).Select(reference => reference.Target).Distinct(StringComparer.Ordinal))
            ids[target] = package.Has(target) ? ReadIds(target) : [];
        return files.Where(file => package.Has(file.Name)).SelectMany(Check);
    }

    private IEnumerable<ImportFinding> Check(RosterFile file)
    {
        using var table = Open(file.Name);
        if (file.Columns.Where(column => !table.Has(column)).ToList() is { Count: > 0 } missing)
            yield return new ImportFinding(file.Name, table.Line, null, string.Format(ImportText.SpecColumnsMissing, string.Join(", ", missing)), IsRefusal: false);
        if (table.Separator != ',')
            yield return new ImportFinding(file.Name, table.Line, null, string.Format(ImportText.SpecSeparator, table.Separator), IsRefusal: false);

        Rows[file.Name] = 0;
        while (table.Read())
        {
            Rows[file.Name]++;
            if (table.Damage is not null)
                continue;
            foreach (var column in file.Required.Where(column => table.Has(column) && string.IsNullOrWhiteSpace(table.Field(column))))
                yield return new ImportFinding(file.Name, table.Line, column, ImportText.SpecRequired, IsRefusal: false);
            foreach (var (column, target) in file.References.Where(reference => NamesUnknown(table.Field(reference.Column), ids[reference.Target])))
                yield return new ImportFinding(file.Name, table.Line, column, string.Format(ImportText.UnknownReference, target), IsRefusal: false);
        }
    }

    private static bool NamesUnknown(string field, HashSet<string> known) =>
        field.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Any(id => !known.Contains(id));

    private HashSet<string> ReadIds(string file)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        using var table = Open(file);
        while (table.Read())
        {
            if (table.Damage is null)
                found.Add(table.Field("sourcedId").Trim());
        }

        return found;
    }

    private CsvTable Open(string file) => new(file, package.OpenFile(file).Content, ["sourcedId"], limits);
}
