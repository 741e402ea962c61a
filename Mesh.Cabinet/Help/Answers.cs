using System.Text;

namespace Mesh.Cabinet.Help;

/// <summary>
/// All questions with their answers, as they are written beside this file in <c>Answers/*.md</c>: a part of the program, so that none goes
/// out that has not been checked. Rendered once, when the site starts: a fault of one is told before anybody comes.
/// </summary>
internal sealed class Answers
{
    /// <summary>Where letters are written.</summary>
    public const string Letter = "/support";

    /// <summary>The key of the instruction, as a letter names it.</summary>
    public const string Instruction = "instruction";

    private const string Folder = "answers/";
    private readonly Dictionary<string, Answer> byKey;

    public Answers(AnswerMarkdown markdown)
    {
        All = [.. Files().Select(file => file.ToAnswer(markdown)).OrderBy(answer => answer.Section).ThenBy(answer => answer.Place)];
        byKey = All.ToDictionary(answer => answer.Key, StringComparer.Ordinal);
        if (All.SelectMany(answer => answer.Related.Where(key => !byKey.ContainsKey(key)).Select(key => $"{answer.Key}.md: there is no «{key}»")).FirstOrDefault() is { } fault)
            throw new FormatException(fault);
        var instruction = Read("instruction");
        InstructionHtml = markdown.ToHtml(Instruction, instruction);
        InstructionText = markdown.ToText(instruction);
    }

    /// <summary>In the order in which they stand on their page.</summary>
    public IReadOnlyList<Answer> All { get; }

    /// <summary>How to come in and to activate, step by step (R5).</summary>
    public string InstructionHtml { get; }

    /// <inheritdoc cref="InstructionHtml"/>
    public string InstructionText { get; }

    public Answer? Find(string key) => byKey.GetValueOrDefault(key);

    public IEnumerable<Answer> RelatedTo(Answer answer) => answer.Related.Select(key => byKey[key]);

    /// <summary>What a letter is about that is written after reading an answer.</summary>
    public static string About(string key) => $"help-{key}";

    public static IEnumerable<AnswerFile> Files() =>
        typeof(Answers).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(name => AnswerFile.Parse(name[Folder.Length..], Read(name)));

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Answers).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
