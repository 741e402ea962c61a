namespace Mesh.Cabinet.SchoolRecords.Import.Files;

/// <summary>
/// Stops a row that never ends. The CSV parser buffers a whole row, so it is told here how much it may still read until the
/// row is complete.
/// </summary>
internal sealed class BoundedReader(TextReader inner, int rowLength, string file) : TextReader
{
    private char[] peeked = [];
    private int peekedAt;
    private long sinceRow;

    /// <summary>The last line that was read completely, for the message.</summary>
    public int Line { get; set; }

    /// <summary>Called after each complete row; what the parser has buffered beyond it counts for the next one.</summary>
    public void RowEnds(int line)
    {
        Line = line;
        sinceRow = 0;
    }

    /// <summary>The first characters, which are read again afterwards.</summary>
    public ReadOnlySpan<char> Peek(int length)
    {
        var buffer = new char[length];
        peeked = buffer[..inner.Read(buffer, 0, length)];
        return peeked;
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (peekedAt == peeked.Length)
            return Count(inner.Read(buffer));

        var read = Math.Min(buffer.Length, peeked.Length - peekedAt);
        peeked.AsSpan(peekedAt, read).CopyTo(buffer);
        peekedAt += read;
        return Count(read);
    }

    public override int Read() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private int Count(int read)
    {
        sinceRow += read;
        return sinceRow <= rowLength
            ? read
            : throw new RecordsUnreadableException(string.Format(ImportText.RowTooLong, rowLength), file, Line + 1);
    }
}
