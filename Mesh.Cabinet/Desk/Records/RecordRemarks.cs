namespace Mesh.Cabinet.Desk.Records;

/// <summary>A completed import, and how many rows of the operator's schools it refused or remarked on.</summary>
public sealed record RemarkedImport
{
    public required DateTimeOffset FinishedAt { get; init; }

    public required int Refused { get; init; }

    public required int Remarks { get; init; }
}

/// <summary>A school of which an import said something.</summary>
public sealed record RemarkedSchool
{
    /// <summary>Null for rows that name no school.</summary>
    public string? SchoolId { get; init; }

    public string? Name { get; init; }

    public required int Refused { get; init; }

    public required int Remarks { get; init; }
}

/// <summary>One thing that is wrong in rows of one file.</summary>
public sealed record RemarkSort
{
    public required string CsvFile { get; init; }

    /// <summary>Null where the row as a whole is meant.</summary>
    public string? CsvColumn { get; init; }

    /// <summary>As the import says it.</summary>
    public required string Sort { get; init; }

    public required bool IsRefusal { get; init; }

    /// <summary>Rows of which it is true.</summary>
    public required int Total { get; init; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<RemarkRow> Rows { get; init; } = [];
}

/// <summary>A row that is to be mended.</summary>
public sealed record RemarkRow
{
    public required string CsvFile { get; init; }

    public required int Line { get; init; }

    public string? CsvColumn { get; init; }

    public required string Sort { get; init; }

    public required string Reason { get; init; }

    public required bool IsRefusal { get; init; }

    /// <summary>The row's own id.</summary>
    public string? RecordId { get; init; }

    /// <summary>The person of whom the row tells, where there is a record of one.</summary>
    public string? PersonId { get; init; }

    /// <summary>What stands in the field, where that is nothing personal.</summary>
    public string? Words { get; init; }
}
