namespace Mesh.Cabinet.SchoolRecords.Import.Files;

/// <summary>What parts the fields of a CSV file: told by its header, in which no name holds any of them. Pure.</summary>
internal static class CsvSeparator
{
    private const char Comma = ',';

    /// <summary>The sign that the header has most of: a comma, or what a spreadsheet in Russian (;) or text from one (tab) has instead.</summary>
    /// <param name="start">The first characters of the file.</param>
    public static char Of(ReadOnlySpan<char> start)
    {
        var end = start.IndexOfAny('\r', '\n');
        var header = end < 0 ? start : start[..end];
        var best = Comma;
        foreach (var separator in (ReadOnlySpan<char>)[';', '\t'])
            best = header.Count(separator) > header.Count(best) ? separator : best;
        return best;
    }
}
