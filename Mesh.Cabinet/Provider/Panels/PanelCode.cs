using System.Globalization;
using System.Security.Cryptography;

namespace Mesh.Cabinet.Provider.Panels;

/// <summary>
/// The short code of a panel's request (RFC 8628 §6.1): eight digits in two groups, which every telephone has keys for, without 0 and 1, which
/// look like letters; and the number of two digits that the panel shows beside it, and no QR code holds.
/// </summary>
internal static class PanelCode
{
    public const int Length = 8;
    public const int NumberLength = 2;

    /// <summary>How long it is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private const string Digits = "23456789";
    private const int Group = 4;
    private const int LeastNumber = 10;
    private const int NumbersEnd = 100;

    public static string New() => RandomNumberGenerator.GetString(Digits, Length);

    public static int NewNumber() => RandomNumberGenerator.GetInt32(LeastNumber, NumbersEnd);

    /// <summary>As the panel shows it.</summary>
    public static string Shown(string code) => $"{code[..Group]}-{code[Group..]}";

    /// <summary>What was typed, however the groups were parted; null if it can be none.</summary>
    public static string? Read(string? typed)
    {
        var code = string.Concat((typed ?? "").Where(letter => !char.IsWhiteSpace(letter) && !char.IsPunctuation(letter)));
        return code.Length == Length && code.All(digit => Digits.Contains(digit, StringComparison.Ordinal)) ? code : null;
    }

    /// <summary>The number that was typed; null if it is none.</summary>
    public static int? ReadNumber(string? typed) =>
        typed?.Trim() is { Length: NumberLength } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
