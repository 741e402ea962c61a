using System.Globalization;

namespace Mesh.Cabinet.Desk.Audit;

/// <summary>Entries as a table for a spreadsheet.</summary>
internal static class TrailCsv
{
    private static readonly string[] Columns = ["number", "at", "event", "person", "account", "by", "detail", "device"];

    public static byte[] Write(IEnumerable<TrailRow> rows) => SheetCsv.Write(Columns, rows.Select(Cells));

    private static IEnumerable<string?> Cells(TrailRow row) =>
    [
        row.Number.ToString(CultureInfo.InvariantCulture), row.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), row.Event, row.PersonId,
        row.Subject is null ? null : $"{row.Provider}/{row.Subject}", row.ByPersonId, row.Detail, row.Device,
    ];
}
