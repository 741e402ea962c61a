using System.Collections.Frozen;
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
    private const string SpreadsheetDateFormat = "dd.MM.yyyy";
    private static readonly string[] Yes = ["true", "1", "yes", "да"];
    private static readonly string[] No = ["false", "0", "no", "нет"];

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

    /// <summary>Says that a part of the row is left out, and the row stays.</summary>
    public void LeaveOut(string column, string reason) => Remarks.Add((column, reason));

    /// <summary>The first id that a field names, as far as it can be one; nothing is refused by it.</summary>
    public string? Named(string? column) =>
        column is not null && table.Field(column).Split(',', 2)[0].Trim() is { Length: > 0 and <= MaxIdLength } id && !id.Any(char.IsControl) ? id : null;

    /// <summary>What stands in the field, for whoever has to mend it; null where that may be something personal.</summary>
    public string? Words(string column) => QuotedField.Of(column, table.Field(column));

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

    /// <summary>Distinct ids of a comma-separated list, in a fixed order; what is no id is left out.</summary>
    public IReadOnlyList<string> Ids(string column)
    {
        var ids = List(column, ',').Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (ids.RemoveAll(id => id.Length > MaxIdLength) > 0)
            LeaveOut(column, string.Format(ImportText.TooLong, MaxIdLength));
        if (ids.RemoveAll(id => id.Any(char.IsControl)) > 0)
            LeaveOut(column, ImportText.ControlCharacter);
        return ids;
    }

    public DateOnly? Date(string column)
    {
        var value = Raw(column).Trim();
        if (value.Length == 0)
            return null;
        if (DateOnly.TryParseExact(value, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        // A spreadsheet in Russian turns dates round as it puts semicolons.
        if (table.Separator == ';' && DateOnly.TryParseExact(value, SpreadsheetDateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
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
        if (Yes.Contains(value, StringComparer.OrdinalIgnoreCase))
            return true;
        if (No.Contains(value, StringComparer.OrdinalIgnoreCase))
            return false;

        Refuse(column, ImportText.WrongFlag);
        return null;
    }

    /// <summary>One of OneRoster's words as the list spells it, or the one given as it stands if it is in no list.</summary>
    /// <returns>The word, and whether the list has it.</returns>
    public (string Word, bool IsKnown) Word(string column, FrozenSet<string> words)
    {
        var value = Required(column, TextLength.Line);
        return RosterWords.Find(words, value) is { } word ? (word, true) : (value, false);
    }

    /// <summary>Whether the row only says that the record is gone.</summary>
    public bool IsToBeDeleted()
    {
        var value = Raw("status").Trim();
        var status = RosterWords.Find(RosterWords.Statuses, value);
        if (value.Length > 0 && status is null)
            Refuse("status", string.Format(ImportText.WrongWord, string.Join(", ", RosterWords.Statuses.Order(StringComparer.Ordinal))));
        return status == "tobedeleted";
    }
}
