namespace Mesh.Cabinet.SchoolRecords.Import.Files;

/// <summary>The content of a zip's file, which must not grow beyond the length that the zip declares.</summary>
internal sealed class BoundedStream(Stream inner, long allowed, string file) : Stream
{
    private long left = allowed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = inner.Read(buffer);
        }
        catch (InvalidDataException)
        {
            throw new RecordsUnreadableException(ImportText.ZipEntryDamaged, file);
        }

        left -= read;
        if (left < 0 || (read == 0 && left > 0 && buffer.Length > 0))
            throw new RecordsUnreadableException(ImportText.ZipEntryDamaged, file);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
