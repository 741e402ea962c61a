namespace Mesh.Cabinet.Shell;

/// <summary>Words as people look for them: whatever their case, their ending, ё or е. Pure.</summary>
internal static class FoldedWords
{
    private const int ShortestWithEnding = 3;
    private const int LongestEnding = 4;

    /// <summary>The words of a text, each once, in their order.</summary>
    public static IReadOnlyList<string> Of(string? text) =>
        [.. (text ?? "").ToLowerInvariant().Replace('ё', 'е').Split([.. (text ?? "").ToLowerInvariant().Where(sign => !char.IsLetterOrDigit(sign)).Distinct()], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether two folded words are one word with two endings; a number is itself alone.</summary>
    public static bool AreKin(string one, string other)
    {
        if (one == other)
            return true;
        var shorter = Math.Min(one.Length, other.Length);
        if (shorter < ShortestWithEnding || one.Any(char.IsDigit) || other.Any(char.IsDigit))
            return false;

        var common = 0;
        while (common < shorter && one[common] == other[common])
            common++;
        return common >= StemOf(shorter) && Math.Max(one.Length, other.Length) - common <= (shorter == ShortestWithEnding ? 1 : LongestEnding);
    }

    // The longer a word, the longer its ending may be.
    private static int StemOf(int length) => length switch { 3 => 3, <= 5 => length - 1, <= 7 => length - 2, _ => length - 3 };
}
