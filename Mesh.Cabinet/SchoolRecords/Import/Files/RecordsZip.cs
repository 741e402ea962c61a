using System.IO.Compression;

namespace Mesh.Cabinet.SchoolRecords.Import.Files;

/// <summary>A package that is a zip. Nothing is unpacked to disk.</summary>
internal sealed class RecordsZip : RecordsPackage
{
    private readonly FileStream stream;
    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> files;

    public RecordsZip(string path, ImportLimits limits)
    {
        stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        try
        {
            ZipDirectory.Check(stream, limits);
            archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            Check(limits);
            files = PackageNames.Find(archive.Entries.Select(entry => (entry.FullName, entry)));
        }
        catch (Exception failure)
        {
            archive?.Dispose();
            stream.Dispose();
            if (failure is InvalidDataException)
                throw new RecordsUnreadableException(ImportText.NotAZip);
            throw;
        }
    }

    public override bool Has(string file) => files.ContainsKey(file);

    public override (Stream Content, long Length) OpenFile(string file)
    {
        var entry = files[file];
        try
        {
            return (new BoundedStream(entry.Open(), entry.Length, file), entry.Length);
        }
        catch (InvalidDataException)
        {
            throw new RecordsUnreadableException(ImportText.ZipEntryDamaged, file);
        }
    }

    protected override void Dispose(bool disposing)
    {
        archive.Dispose();
        stream.Dispose();
        base.Dispose(disposing);
    }

    private void Check(ImportLimits limits)
    {
        var entries = archive.Entries;
        if (entries.Count > limits.ZipEntries)
            throw new RecordsUnreadableException(string.Format(ImportText.ZipTooManyEntries, limits.ZipEntries));

        long total = 0;
        foreach (var entry in entries)
        {
            if (entry.Length > limits.TotalLength - total)
                throw new RecordsUnreadableException(ImportText.PackageTooLarge);
            total += entry.Length;
        }

        if (total > limits.ZipRatioFreeLength && total / Math.Max(1, stream.Length) > limits.ZipRatio)
            throw new RecordsUnreadableException(string.Format(ImportText.ZipBlownUp, limits.ZipRatio));
    }
}
