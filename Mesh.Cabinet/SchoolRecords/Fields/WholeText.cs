using System.Text;

namespace Mesh.Cabinet.SchoolRecords.Fields;

/// <summary>Text that can be normalised: a claim that was cut may end in half a character, and U+FFFE is no character at all.</summary>
internal static class WholeText
{
    private const char NoCharacter = '\uFFFE';

    /// <summary>The text with «\uFFFD», which no record holds, for all that is no character and for each half of a surrogate pair that stands alone.</summary>
    public static string Of(string text) =>
        text.Any(letter => letter == NoCharacter || char.IsSurrogate(letter)) ? string.Concat(text.Replace(NoCharacter, (char)Rune.ReplacementChar.Value).EnumerateRunes()) : text;
}
