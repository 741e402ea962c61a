using System.Text.RegularExpressions;
using Mesh.Cabinet.Shell;
using MudBlazor;
using MudBlazor.Utilities;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>The app looks like the static pages: one palette, written for each in its own way.</summary>
public sealed partial class CabinetThemeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Its_colours_are_the_tokens_of_the_style_sheet(bool isDark)
    {
        Palette palette = isDark ? CabinetTheme.Theme.PaletteDark : CabinetTheme.Theme.PaletteLight;
        var tokens = Tokens(isDark);
        var wanted = new Dictionary<string, MudColor>
        {
            ["ground"] = palette.Background,
            ["surface"] = palette.Surface,
            ["sunken"] = palette.BackgroundGray,
            ["ink"] = palette.TextPrimary,
            ["ink-soft"] = palette.TextSecondary,
            ["line"] = palette.Divider,
            ["line-strong"] = palette.LinesInputs,
            ["accent"] = palette.Primary,
            ["accent-deep"] = palette.PrimaryDarken,
            ["accent-soft"] = palette.PrimaryLighten,
            ["on-accent"] = palette.PrimaryContrastText,
            ["good"] = palette.Success,
            ["warn"] = palette.Warning,
            ["bad"] = palette.Error,
        };
        foreach (var (name, colour) in wanted)
            colour.ToString(MudColorOutputFormats.Hex).ShouldBe(tokens[name], name);
    }

    private static Dictionary<string, string> Tokens(bool isDark)
    {
        var css = File.ReadAllText(Path.Combine(TestPlaces.Root, "Mesh.Cabinet", "wwwroot", "app.css"));
        var roots = Root().Matches(css);
        return Token().Matches(roots[isDark ? 1 : 0].Value).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
    }

    [GeneratedRegex(@":root \{[^}]+\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Root();

    [GeneratedRegex("--(?<name>[a-z-]+): (?<value>#[0-9a-f]{6});", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
