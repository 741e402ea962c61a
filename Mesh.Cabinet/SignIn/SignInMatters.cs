using System.Globalization;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.SignIn;

/// <summary>Letters of those whose sign-in did not come about: which of the known problems it was.</summary>
internal sealed class SignInMatters : ILetterMatters
{
    private const string Beginning = "sign-in-";

    public static string KeyOf(SignInProblem problem) => Beginning + problem;

    public LetterMatter? Find(string key) =>
        key.StartsWith(Beginning, StringComparison.Ordinal) && Enum.GetValues<SignInProblem>().Where(problem => KeyOf(problem) == key).Select(problem => (SignInProblem?)problem).FirstOrDefault() is { } known
            ? new LetterMatter(key, string.Format(SignInText.ResourceManager.GetString($"{known}Title", CultureInfo.CurrentUICulture)!, SignInText.MosRu))
            : null;

    // Which problem it was stands in the query: the page itself leads to the letter.
    public LetterMatter? OfPage(string path) => null;
}
