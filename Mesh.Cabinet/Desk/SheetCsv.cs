using System.Text;

namespace Mesh.Cabinet.Desk;

/// <summary>A table for a spreadsheet: what looks like a formula there is kept a text.</summary>
internal static class SheetCsv
{
    public static byte[] Write(IEnumerable<string> heads, IEnumerable<IEnumerable<string?>> rows)
    {
        var text = new StringBuilder("\uFEFF").AppendJoin(',', heads).Append("\r\n");
        foreach (var row in rows)
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A cell whose text may be anybody's.</summary>
    public static string Cell(string? value)
    {
        var text = value ?? "";
        if (text.TrimStart() is ['=' or '+' or '-' or '@', ..] || text is ['\t' or '\r', ..])
            text = $"'{text}";
        return $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
