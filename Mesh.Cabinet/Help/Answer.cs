namespace Mesh.Cabinet.Help;

/// <summary>The parts of the help, in the order in which they stand.</summary>
public enum HelpSection { Enter, Family, School, Support }

/// <summary>One question with its answer (R41–R43, R46, R49–R53).</summary>
/// <param name="Key">Its address below <c>/help</c>, and the name of its file.</param>
/// <param name="Brief">The answer in a sentence or two.</param>
/// <param name="Html">The whole answer.</param>
/// <param name="Words">Further words by which people look for it.</param>
/// <param name="Related">Keys of other questions.</param>
public sealed record Answer(string Key, string Title, string Brief, string Html, HelpSection Section, int Place, string Words, IReadOnlyList<string> Related)
{
    public string Address => $"/help/{Key}";

    /// <summary>Where to write when it did not help: the letter's page then knows what was read.</summary>
    public string LetterAddress => $"{Answers.Letter}?about={Answers.About(Key)}";
}
