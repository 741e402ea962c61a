namespace Mesh.Cabinet.SchoolRecords.Import.Files;

/// <summary>The CSV files of one OneRoster package, whether a folder or a zip. Only files of known names are ever opened.</summary>
internal abstract class RecordsPackage : IDisposable
{
    /// <exception cref="RecordsUnreadableException">There is no package at the path, or it is a trap.</exception>
    public static RecordsPackage Open(string path, ImportLimits limits)
    {
        if (Directory.Exists(path))
            return new RecordsFolder(path, limits);
        if (!File.Exists(path))
            throw new RecordsUnreadableException(ImportText.PathMissing);
        return new RecordsZip(path, limits);
    }

    public abstract bool Has(string file);

    /// <summary>The file's bytes, read once from start to end, and their number.</summary>
    public abstract (Stream Content, long Length) OpenFile(string file);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>A package that is a folder.</summary>
internal sealed class RecordsFolder : RecordsPackage
{
    private readonly Dictionary<string, FileInfo> files = new(StringComparer.OrdinalIgnoreCase);

    public RecordsFolder(string path, ImportLimits limits)
    {
        foreach (var file in new DirectoryInfo(path).EnumerateFiles("*.csv"))
            files[file.Name] = file;
        if (files.Values.Sum(file => file.Length) > limits.TotalLength)
            throw new RecordsUnreadableException(ImportText.PackageTooLarge);
    }

    public override bool Has(string file) => files.ContainsKey(file);

    public override (Stream Content, long Length) OpenFile(string file) =>
        (new FileStream(files[file].FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan), files[file].Length);
}
