using System.Globalization;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Import.Files;

namespace Mesh.Cabinet.SchoolRecords.Import.Rows;

/// <summary>
/// Takes the fields of a row out as checked values. The first fault found is the one reported; after it the values given are
/// of no use. Reasons never repeat a field's value.
/// </summary>
internal sealed class RowReader(CsvTable table, ImportLimits limits)
{
    private const int MaxIdLength = TextLength.Id;
    private const string DateFormat = "yyyy-MM-dd";

    public int Line => table.Line;

    public bool IsRefused => Fault is not null;

    public (string Column, string Reason)? Fault { get; private set; }

    /// <summary>What was left out of the row without refusing it.</summary>
    public List<(string Column, string Reason)> Remarks { get; } = [];

    public void Begin()
    {
        Fault = null;
        Remarks.Clear();
    }

    public void Refuse(string column, string reason) => Fault ??= (column, reason);

    /// <summary>The field byte for byte; refused if it was not UTF-8, or is too long for anything that is read.</summary>
    public string Raw(string column)
    {
        var value = table.Field(column);
        if (value.Length > limits.FieldLength)
        {
            Refuse(column, string.Format(ImportText.TooLong, limits.FieldLength));
            return "";
        }

        if (value.Contains('\uFFFD', StringComparison.Ordinal))
            Refuse(column, ImportText.NotUtf8);
        return value;
    }

    public string? Optional(string column, int maxLength)
    {
        var value = Raw(column).Trim();
        if (value.Length > maxLength)
            Refuse(column, string.Format(ImportText.TooLong, maxLength));
        if (value.Any(char.IsControl))
            Refuse(column, ImportText.ControlCharacter);
        return value.Length == 0 ? null : value;
    }

    public string Required(string column, int maxLength)
    {
        var value = Optional(column, maxLength);
        if (value is null)
            Refuse(column, ImportText.FieldEmpty);
        return value ?? "";
    }

    public string Id(string column) => Required(column, MaxIdLength);

    public string? OptionalId(string column) => Optional(column, MaxIdLength);

    /// <summary>The values of a list; refused if there are more than anybody has.</summary>
    public IReadOnlyList<string> List(string column, params char[] separators)
    {
        var values = Raw(column).Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return IsListed(column, values.Length) ? values : [];
    }

    /// <summary>Whether a list may have so many values; the row is refused if not.</summary>
    public bool IsListed(string column, int count)
    {
        if (count > limits.ListLength)
            Refuse(column, string.Format(ImportText.ListTooLong, limits.ListLength));
        return count <= limits.ListLength;
    }

    /// <summary>Distinct ids of a comma-separated list, in a fixed order.</summary>
    public IReadOnlyList<string> Ids(string column)
    {
        var ids = List(column, ',');
        if (ids.Any(id => id.Length > MaxIdLength))
            Refuse(column, string.Format(ImportText.TooLong, MaxIdLength));
        if (ids.Any(id => id.Any(char.IsControl)))
            Refuse(column, ImportText.ControlCharacter);
        return [.. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public DateOnly? Date(string column)
    {
        var value = Raw(column).Trim();
        if (value.Length == 0)
            return null;
        if (DateOnly.TryParseExact(value, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;

        Refuse(column, ImportText.WrongDate);
        return null;
    }

    public (DateOnly? Begin, DateOnly? End) Period(string beginColumn, string endColumn)
    {
        var begin = Date(beginColumn);
        var end = Date(endColumn);
        if (end < begin)
            Refuse(endColumn, ImportText.EndBeforeBegin);
        return (begin, end);
    }

    public bool? Flag(string column)
    {
        var value = Raw(column).Trim();
        if (value.Length == 0)
            return null;
        if (bool.TryParse(value, out var flag))
            return flag;

        Refuse(column, ImportText.WrongFlag);
        return null;
    }

    /// <summary>One of OneRoster's words, compared as they are.</summary>
    public string Word(string column, IReadOnlySet<string> words)
    {
        var value = Required(column, TextLength.Line);
        if (value.Length > 0 && !words.Contains(value))
            Refuse(column, string.Format(ImportText.WrongWord, string.Join(", ", words)));
        return value;
    }

    /// <summary>Whether the row only says that the record is gone.</summary>
    public bool IsToBeDeleted()
    {
        var status = Raw("status").Trim();
        if (status is not ("" or "active" or "tobedeleted"))
            Refuse("status", string.Format(ImportText.WrongWord, "active, tobedeleted"));
        return status == "tobedeleted";
    }
}
