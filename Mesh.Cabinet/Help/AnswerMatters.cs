using System.Globalization;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Help;

/// <summary>Letters that are written after reading an answer, and those about an earlier case.</summary>
internal sealed class AnswerMatters(Answers answers) : ILetterMatters
{
    private const string Case = "case-";
    private const string Folder = "/help/";

    public LetterMatter? Find(string key)
    {
        if (CaseOf(key) is { } number)
            return new LetterMatter(key, string.Format(HelpText.AboutCase, number));
        if (key == Answers.About(Answers.Instruction))
            return new LetterMatter(key, HelpText.InstructionTitle);
        return key.StartsWith(Answers.About(""), StringComparison.Ordinal) && answers.Find(key[Answers.About("").Length..]) is { } answer ? new LetterMatter(key, answer.Title) : null;
    }

    public LetterMatter? OfPage(string path) =>
        path.StartsWith(Folder, StringComparison.OrdinalIgnoreCase) ? Find(Answers.About(path[Folder.Length..].ToLowerInvariant())) : null;

    /// <summary>The number of the case that a letter goes on about; null where it is about none.</summary>
    public static long? CaseOf(string? key) =>
        key?.StartsWith(Case, StringComparison.Ordinal) == true && long.TryParse(key[Case.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
