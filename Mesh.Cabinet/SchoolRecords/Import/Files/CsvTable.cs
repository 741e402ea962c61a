using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Mesh.Cabinet.SchoolRecords.Import.Files;

/// <summary>
/// One CSV file (RFC 4180, UTF-8 with or without a byte order mark) read row by row: columns by name in any order, unknown ones
/// ignored, lines counted as an editor counts them. Fields may be parted as spreadsheets part them, by semicolons or tabs; empty ones at the
/// end of a row may be left out.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    private const int BufferLength = 1 << 16;
    private readonly BoundedReader reader;
    private readonly CsvParser parser;
    private readonly ImportLimits limits;
    private readonly Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly int width;
    private readonly int named;
    private int lastLine;
    private bool isQuotingBroken;

    /// <exception cref="RecordsUnreadableException">The file is binary, or has no header with the required columns.</exception>
    public CsvTable(string file, Stream content, IReadOnlyList<string> required, ImportLimits limits)
    {
        File = file;
        this.limits = limits;
        var text = new StreamReader(content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), detectEncodingFromByteOrderMarks: false, BufferLength);
        reader = new BoundedReader(text, limits.RowLength, file);
        Separator = CsvSeparator.Of(reader.Peek(BufferLength));
        parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = Separator.ToString(),
            BadDataFound = _ => isQuotingBroken = true,
            CacheFields = false,
        });
        (width, named) = ReadHeader(required);
    }

    public string File { get; }

    /// <summary>What parts the fields.</summary>
    public char Separator { get; }

    /// <summary>The line on which the current row begins; the header's is 1.</summary>
    public int Line { get; private set; }

    /// <summary>Why the columns of the current row cannot be told apart, or null.</summary>
    public string? Damage { get; private set; }

    /// <summary>The same for every row that is damaged so.</summary>
    public string DamageSort => isQuotingBroken ? ImportText.BrokenQuotes : string.Format(ImportText.TooManyFields, "…", named, Separator);

    /// <summary>The characters of all fields of the current row.</summary>
    public int Length { get; private set; }

    public bool Read()
    {
        if (!ParseRow())
            return false;

        Damage = null;
        Length = 0;
        // Bad quoting is only found when a field is taken out of the row.
        isQuotingBroken = false;
        var last = -1;
        for (var field = 0; field < parser.Count && !isQuotingBroken; field++)
        {
            Length += parser[field].Length;
            last = parser[field].Length > 0 ? field : last;
        }

        if (isQuotingBroken)
            Damage = ImportText.BrokenQuotes;
        else if (parser.Count > width || last >= named)
            Damage = string.Format(ImportText.TooManyFields, parser.Count, named, Separator);
        return true;
    }

    /// <summary>Whether the header has the column.</summary>
    public bool Has(string column) => columns.ContainsKey(column);

    /// <summary>The field as it stands in the file; empty where the file has no such column, or the row ends before it.</summary>
    public string Field(string column) => columns.TryGetValue(column, out var at) && at < parser.Count ? parser[at] : "";

    public void Dispose()
    {
        parser.Dispose();
        reader.Dispose();
    }

    private bool ParseRow()
    {
        if (!parser.Read())
            return false;

        var end = parser.RawRow;
        // Blank lines before the row or line breaks inside it: the row itself says which.
        Line = end - lastLine == 1 ? end : end - parser.RawRecord.TrimEnd('\r', '\n').Count(character => character == '\n');
        lastLine = end;
        reader.RowEnds(end);
        return parser.Count <= limits.Columns
            ? true
            : throw new RecordsUnreadableException(string.Format(ImportText.TooManyColumns, parser.Count, limits.Columns), File, Line);
    }

    // A separator too many would move all values behind it: it must not be taken for an empty field at the end.
    private (int Width, int Named) ReadHeader(IReadOnlyList<string> required)
    {
        if (!ParseRow())
            throw new RecordsUnreadableException(ImportText.FileEmpty, File);

        for (var field = 0; field < parser.Count; field++)
        {
            var name = parser[field].Trim();
            if (name.Any(character => char.IsControl(character) || character == '\uFFFD'))
                throw new RecordsUnreadableException(ImportText.FileBinary, File, Line);
            if (name.Length > 0 && !columns.TryAdd(name, field))
                throw new RecordsUnreadableException(string.Format(ImportText.ColumnTwice, name), File, Line);
        }

        foreach (var name in required)
        {
            if (!columns.ContainsKey(name))
                throw new RecordsUnreadableException(string.Format(ImportText.ColumnMissing, name), File, Line);
        }

        if (columns.Count == 0)
            throw new RecordsUnreadableException(ImportText.FileEmpty, File);

        // What stands in columns without a name at the end belongs to none.
        return (parser.Count, columns.Values.Max() + 1);
    }
}
