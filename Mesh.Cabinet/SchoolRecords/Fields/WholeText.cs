namespace Mesh.Cabinet.SchoolRecords.Fields;

/// <summary>Text that can be normalised: a claim that was cut may end in half a character.</summary>
internal static class WholeText
{
    /// <summary>The text with each half of a surrogate pair that stands alone as «\uFFFD», which no record holds.</summary>
    public static string Of(string text) => text.Any(char.IsSurrogate) ? string.Concat(text.EnumerateRunes()) : text;
}
