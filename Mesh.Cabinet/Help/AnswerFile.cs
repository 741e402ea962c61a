using System.Globalization;

namespace Mesh.Cabinet.Help;

/// <summary>
/// A question as an editor writes it: between two lines of dashes a few <c>name: value</c>, then the answer in Markdown. What is missing or
/// unknown is a fault that names the file and the line.
/// </summary>
internal sealed record AnswerFile(string Key, IReadOnlyDictionary<string, string> Head, string Body)
{
    private const string Fence = "---";
    private static readonly string[] Names = ["title", "short", "section", "place", "words", "related"];

    public string this[string name] => Head.TryGetValue(name, out var value) ? value : throw new FormatException($"{Key}.md: «{name}:» is missing");

    public static AnswerFile Parse(string key, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = Array.IndexOf(lines, Fence, 1);
        if (lines[0] != Fence || end < 0)
            throw new FormatException($"{key}.md: the first line must be «{Fence}», and another such line must end the head");

        var head = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 1; at < end; at++)
        {
            if (lines[at].Split(':', 2) is not [var name, var value] || !Names.Contains(name) || !head.TryAdd(name, value.Trim()))
                throw new FormatException($"{key}.md:{at + 1}: «{lines[at]}» is none of {string.Join(", ", Names.Select(known => $"«{known}: …»"))}, or is there twice");
        }

        return new AnswerFile(key, head, string.Join('\n', lines[(end + 1)..]).Trim());
    }

    public Answer ToAnswer(AnswerMarkdown markdown) => new(
        Key, this["title"], markdown.Fill(this["short"]), markdown.ToHtml(Key, Body),
        Enum.TryParse<HelpSection>(this["section"], ignoreCase: true, out var section) ? section : throw new FormatException($"{Key}.md: «section: {this["section"]}» is no part of the help"),
        int.TryParse(this["place"], CultureInfo.InvariantCulture, out var place) ? place : throw new FormatException($"{Key}.md: «place: {this["place"]}» is no number"),
        this["words"], this["related"].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
