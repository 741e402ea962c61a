using System.Text.RegularExpressions;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Help;

/// <summary>Finds questions by words, whatever their endings: those in which most of the words stand come first.</summary>
internal sealed partial class AnswerSearch(Answers answers)
{
    /// <summary>The longest search that is read; what is over is left out.</summary>
    public const int MaxTyped = 100;

    private const int InTitle = 4;
    private const int InBrief = 2;
    private const int InBody = 1;

    private readonly Entry[] entries = [.. answers.All.Select(answer => new Entry(
        answer, [.. FoldedWords.Of(answer.Title), .. FoldedWords.Of(answer.Words)], FoldedWords.Of(answer.Brief), FoldedWords.Of(Tag().Replace(answer.Html, " "))))];

    public IReadOnlyList<Answer> Find(string typed)
    {
        var all = FoldedWords.Of(typed.Length > MaxTyped ? typed[..MaxTyped] : typed);
        var little = FoldedWords.Of(HelpText.LittleWords);
        // «Как» and «не» stand in every second question.
        var words = all.Except(little).ToList() is { Count: > 0 } telling ? telling : all;
        var found = (from entry in entries
                     let weights = words.Select(entry.WeightOf).ToList()
                     let met = weights.Count(weight => weight > 0)
                     where met > 0 && met * 2 >= words.Count
                     orderby met descending, weights.Sum() descending
                     select (entry.Answer, Met: met)).ToList();
        // Where some answer has every word, those that lack one are not shown.
        return [.. found.Where(one => found[0].Met < words.Count || one.Met == words.Count).Select(one => one.Answer)];
    }

    [GeneratedRegex("<[^>]+>", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    private sealed record Entry(Answer Answer, IReadOnlyList<string> Title, IReadOnlyList<string> Brief, IReadOnlyList<string> Body)
    {
        public int WeightOf(string word) =>
            Has(Title, word) ? InTitle : Has(Brief, word) ? InBrief : Has(Body, word) ? InBody : 0;

        private static bool Has(IReadOnlyList<string> words, string word) => words.Any(there => FoldedWords.AreKin(there, word));
    }
}
