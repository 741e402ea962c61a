using System.Globalization;

namespace Mesh.Cabinet.Cases;

/// <summary>Cases in words.</summary>
public static class CaseWords
{
    public static string Of(SupportCaseKind kind) => CasesText.ResourceManager.GetString($"Kind{kind}", CultureInfo.CurrentUICulture) ?? $"{kind}";

    public static string Of(CaseState state) => CasesText.ResourceManager.GetString($"State{state}", CultureInfo.CurrentUICulture) ?? $"{state}";

    /// <summary>As the beginning of a line.</summary>
    public static string Begin(string words) => words.Length == 0 ? words : char.ToUpper(words[0], CultureInfo.CurrentUICulture) + words[1..];
}
