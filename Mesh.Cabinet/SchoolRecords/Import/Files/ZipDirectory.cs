using System.Buffers.Binary;

namespace Mesh.Cabinet.SchoolRecords.Import.Files;

/// <summary>
/// Looks at the end record of a zip (APPNOTE 4.3.16) before the table of contents is read into memory: that table must be short,
/// whatever it says about itself.
/// </summary>
internal static class ZipDirectory
{
    private const uint EndSignature = 0x06054b50;
    private const int EndLength = 22;
    private const int MaxCommentLength = ushort.MaxValue;
    private const int CountAt = 10;
    private const int OffsetAt = 16;

    /// <exception cref="RecordsUnreadableException">The file is no zip, or its table of contents is too long.</exception>
    public static void Check(FileStream zip, ImportLimits limits)
    {
        var tail = new byte[Math.Min(zip.Length, EndLength + MaxCommentLength)];
        zip.Position = zip.Length - tail.Length;
        zip.ReadExactly(tail);
        zip.Position = 0;

        for (var at = tail.Length - EndLength; at >= 0; at--)
        {
            var end = tail.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) != EndSignature)
                continue;

            // A large zip (ZIP64) keeps 0xFFFF and 0xFFFFFFFF here: no package of ten files needs it for its table of contents.
            var count = BinaryPrimitives.ReadUInt16LittleEndian(end[CountAt..]);
            if (count > limits.ZipEntries)
                throw new RecordsUnreadableException(string.Format(ImportText.ZipTooManyEntries, limits.ZipEntries));

            var offset = BinaryPrimitives.ReadUInt32LittleEndian(end[OffsetAt..]);
            if (offset != uint.MaxValue && zip.Length - offset > limits.ZipDirectoryLength + MaxCommentLength)
                throw new RecordsUnreadableException(string.Format(ImportText.ZipTooManyEntries, limits.ZipEntries));
            return;
        }

        throw new RecordsUnreadableException(ImportText.NotAZip);
    }
}
