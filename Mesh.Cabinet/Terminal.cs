using System.Globalization;
using System.Text;

namespace Mesh.Cabinet;

/// <summary>
/// Where a command says something to an operator. Whatever it tells of people or files was written by strangers, and a terminal obeys
/// what it is sent: each value is made visible before it goes into its line.
/// </summary>
internal sealed class Terminal
{
    private readonly Func<TextWriter> writer;

    private Terminal(Func<TextWriter> writer) => this.writer = writer;

    public static Terminal Out { get; } = new(() => Console.Out);

    public static Terminal Error { get; } = new(() => Console.Error);

    /// <param name="format">A text of ours.</param>
    /// <param name="values">What stands in its places, as it came.</param>
    public void WriteLine(string format, params object?[] values) => writer().WriteLine(Line(format, values));

    /// <summary>The line without its end, for who writes it by other means.</summary>
    public static string Line(string format, params object?[] values) =>
        values.Length == 0 ? format : string.Format(CultureInfo.CurrentCulture, format, [.. values.Select(value => value is IFormattable ? value : Visible(value?.ToString()))]);

    /// <summary>
    /// Signs that would end the line, command the terminal or turn the order of letters round are written as their numbers: controls
    /// (C0, C1), line separators, and every sign of layout that nobody sees.
    /// </summary>
    public static string Visible(string? text)
    {
        var visible = new StringBuilder();
        foreach (var sign in (text ?? "").EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(sign) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                visible.Append(CultureInfo.InvariantCulture, $"<U+{sign.Value:X4}>");
            else
                visible.Append(sign);
        }

        return visible.ToString();
    }
}
