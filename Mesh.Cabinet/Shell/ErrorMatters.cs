using System.Diagnostics;

namespace Mesh.Cabinet.Shell;

/// <summary>Letters about what broke, with the code by which an operator finds it: nobody has to copy it.</summary>
internal sealed class ErrorMatters : ILetterMatters
{
    private const string Broken = "error";
    private const string WithCode = "error-";
    private const int CodeLength = 32;

    /// <param name="code">The trace's id; null where there is none.</param>
    public static string KeyOf(ActivityTraceId? code) => code is null ? Broken : WithCode + code;

    public LetterMatter? Find(string key)
    {
        if (key == Broken)
            return new LetterMatter(key, ShellText.ErrorTitle);
        return key.StartsWith(WithCode, StringComparison.Ordinal) && key[WithCode.Length..] is { Length: CodeLength } code && code.All(char.IsAsciiHexDigitLower)
            ? new LetterMatter(key, string.Format(ShellText.ErrorMatter, code))
            : null;
    }

    // Which error it was stands in its page alone.
    public LetterMatter? OfPage(string path) => null;
}
