using System.Globalization;

namespace Mesh.Cabinet.Desk.Numbers;

/// <summary>Numbers that are shown as a chart, as the table beside it and as a file: the same in all three.</summary>
/// <param name="Key">Names it in the address of its file.</param>
/// <param name="Label">What its rows are.</param>
public sealed record NumberTable(string Key, string Title, string Label, IReadOnlyList<NumberColumn> Columns, IReadOnlyList<NumberRow> Rows)
{
    /// <summary>Rows that a page shows; the file has all.</summary>
    public int Most { get; init; } = int.MaxValue;

    /// <summary>How the numbers are to be read, where the title does not say it.</summary>
    public string? Note { get; init; }

    /// <summary>Whether there is no room for its names below the bars of a chart.</summary>
    public bool HasLongNames { get; init; }

    /// <summary>Whether the columns are parts of one whole.</summary>
    public bool IsStacked { get; init; }

    public IEnumerable<NumberRow> Shown => Rows.Take(Most);

    public byte[] ToCsv() => SheetCsv.Write([SheetCsv.Cell(Label), .. Columns.Select(column => SheetCsv.Cell(column.Title))], Rows.Select(row => row.Values.Select(value => value.ToString(CultureInfo.InvariantCulture)).Prepend(row.Name)));
}

/// <param name="IsShare">In per cent of something beside it, and no bar of its own.</param>
public sealed record NumberColumn(string Title, bool IsShare = false);

public sealed record NumberRow(string Name, IReadOnlyList<long> Values);
