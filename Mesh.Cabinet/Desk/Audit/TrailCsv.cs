using System.Globalization;
using System.Text;

namespace Mesh.Cabinet.Desk.Audit;

/// <summary>Entries as a table for a spreadsheet: what looks like a formula there is kept a text.</summary>
internal static class TrailCsv
{
    private static readonly string[] Columns = ["number", "at", "event", "person", "account", "by", "detail", "device"];

    public static byte[] Write(IEnumerable<TrailRow> rows)
    {
        var text = new StringBuilder("\uFEFF").AppendJoin(',', Columns).Append("\r\n");
        foreach (var row in rows)
        {
            string?[] cells =
            [
                row.Number.ToString(CultureInfo.InvariantCulture), row.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), row.Event, row.PersonId,
                row.Subject is null ? null : $"{row.Provider}/{row.Subject}", row.ByPersonId, row.Detail, row.Device,
            ];
            text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Cell(string? value)
    {
        var text = value ?? "";
        if (text.TrimStart() is ['=' or '+' or '-' or '@', ..] || text is ['\t' or '\r', ..])
            text = $"'{text}";
        return $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
