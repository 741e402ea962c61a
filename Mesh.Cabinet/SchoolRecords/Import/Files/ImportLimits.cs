namespace Mesh.Cabinet.SchoolRecords.Import.Files;

/// <summary>What a package may take of this machine: more than a city needs, less than an attack wants.</summary>
internal sealed record ImportLimits
{
    /// <summary>The longest row, in characters, line breaks inside quotes included.</summary>
    public int RowLength { get; init; } = 1 << 20;

    public int Columns { get; init; } = 1000;

    /// <summary>The longest field that is read, in characters; a row with a longer one is refused.</summary>
    public int FieldLength { get; init; } = 8192;

    /// <summary>Values of a field that holds a list, such as a person's representatives, foreign ids or phones; a row with more is refused.</summary>
    public int ListLength { get; init; } = 50;

    /// <summary>Characters of the rows that are held at once.</summary>
    public int BatchLength { get; init; } = 4 << 20;

    /// <summary>Files in a zip, whether known or not.</summary>
    public int ZipEntries { get; init; } = 100;

    /// <summary>Bytes of a zip's table of contents, which is read into memory whole.</summary>
    public long ZipDirectoryLength { get; init; } = 1 << 20;

    /// <summary>Bytes of all files together, unpacked.</summary>
    public long TotalLength { get; init; } = 8L << 30;

    /// <summary>How many times smaller than its content a zip may be; CSV packs about 10 : 1.</summary>
    public int ZipRatio { get; init; } = 200;

    /// <summary>Bytes up to which the ratio means nothing.</summary>
    public long ZipRatioFreeLength { get; init; } = 10 << 20;

    /// <summary>Organisations, whose tree is looked at in memory.</summary>
    public int Organisations { get; init; } = 200_000;
}
