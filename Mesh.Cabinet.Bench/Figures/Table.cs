using System.Globalization;
using System.Text;

namespace Mesh.Cabinet.Bench.Figures;

/// <summary>Figures as a Markdown table, the same on the terminal and in the file.</summary>
internal static class Table
{
    private static readonly string[] Heads = ["what", "unit", "min / median / max", "÷", "min / median / max of that", "ratio", "goal", ""];

    public static string Markdown(IEnumerable<Figure> figures)
    {
        var text = new StringBuilder();
        AddRow(text, Heads);
        AddRow(text, Heads.Select(_ => "---"));
        foreach (var figure in figures)
            AddRow(text, Cells(figure));
        return text.ToString();
    }

    private static IEnumerable<string> Cells(Figure figure) =>
    [
        figure.What,
        figure.Unit,
        Spread(figure.Ours),
        figure.Against?.Name ?? "",
        figure.Against is { } peer ? Spread(peer.Rounds) : "",
        figure.Ratio is { } ratio ? $"**{Number(ratio.Median)}** ({Number(ratio.Min)}–{Number(ratio.Max)})" : "",
        figure.Goal switch { Goal.AtMost most => $"≤ {Number(most.Bound)}", Goal.AtLeast least => $"≥ {Number(least.Bound)}", _ => "" },
        figure.IsReached switch { true => "reached", false => "missed", _ => "" },
    ];

    private static string Spread(Series series) =>
        series.Rounds.Count == 1 ? Number(series.Median) : $"{Number(series.Min)} / {Number(series.Median)} / {Number(series.Max)}";

    // Three figures tell all that such a measurement knows.
    private static string Number(double value)
    {
        if (value == 0)
            return "0";
        var digits = Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 2);
        return Math.Round(value, digits).ToString($"0.{new string('#', digits)}", CultureInfo.InvariantCulture);
    }

    private static void AddRow(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");
}
