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

/// <summary>A package that is a folder, its files in it or in one below.</summary>
internal sealed class RecordsFolder : RecordsPackage
{
    private static readonly EnumerationOptions OneBelow = new() { RecurseSubdirectories = true, MaxRecursionDepth = 1 };
    private readonly Dictionary<string, FileInfo> files;

    public RecordsFolder(string path, ImportLimits limits)
    {
        files = PackageNames.Find(new DirectoryInfo(path).EnumerateFiles("*", OneBelow).Select(file => (Path.GetRelativePath(path, file.FullName), file)));
        if (files.Values.Sum(file => file.Length) > limits.TotalLength)
            throw new RecordsUnreadableException(ImportText.PackageTooLarge);
    }

    public override bool Has(string file) => files.ContainsKey(file);

    public override (Stream Content, long Length) OpenFile(string file) =>
        (new FileStream(files[file].FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan), files[file].Length);
}
