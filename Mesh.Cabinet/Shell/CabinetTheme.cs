using MudBlazor;

namespace Mesh.Cabinet.Shell;

/// <summary>MudBlazor's theme, of the same tokens as <c>app.css</c>, light and dark.</summary>
internal static class CabinetTheme
{
    private static readonly string[] Fonts = ["Golos Text", "system-ui", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Black = "#16202e", White = "#ffffff",
            Primary = "#1a56b8", PrimaryContrastText = "#ffffff", PrimaryDarken = "#123f8b", PrimaryLighten = "#e3edfb",
            Secondary = "#4d5b6e", Info = "#1a56b8", Success = "#1c6b3c", Warning = "#7a4b00", Error = "#a8201a",
            Background = "#f3f6fa", BackgroundGray = "#e9eff6", Surface = "#ffffff", Skeleton = "#e9eff6",
            AppbarBackground = "#ffffff", AppbarText = "#16202e", DrawerBackground = "#f3f6fa", DrawerText = "#16202e", DrawerIcon = "#4d5b6e",
            TextPrimary = "#16202e", TextSecondary = "#4d5b6e", TextDisabled = "#7b8aa0",
            ActionDefault = "#4d5b6e", ActionDisabled = "#7b8aa0", ActionDisabledBackground = "#e9eff6",
            Divider = "#d5deea", LinesDefault = "#d5deea", LinesInputs = "#7b8aa0", TableLines = "#d5deea",
        },
        PaletteDark = new PaletteDark
        {
            Black = "#10161f", White = "#eaf0f8",
            Primary = "#8bb6ff", PrimaryContrastText = "#0c1a30", PrimaryDarken = "#b5d0ff", PrimaryLighten = "#1f3352",
            Secondary = "#a9b6c8", Info = "#8bb6ff", Success = "#7fd6a0", Warning = "#f3c46b", Error = "#ff9d94",
            InfoContrastText = "#0c1a30", SuccessContrastText = "#0c1a30", WarningContrastText = "#0c1a30", ErrorContrastText = "#0c1a30",
            Background = "#10161f", BackgroundGray = "#222c3a", Surface = "#19212d", Skeleton = "#222c3a",
            AppbarBackground = "#19212d", AppbarText = "#eaf0f8", DrawerBackground = "#10161f", DrawerText = "#eaf0f8", DrawerIcon = "#a9b6c8",
            TextPrimary = "#eaf0f8", TextSecondary = "#a9b6c8", TextDisabled = "#74849b",
            ActionDefault = "#a9b6c8", ActionDisabled = "#74849b", ActionDisabledBackground = "#222c3a",
            Divider = "#303c4d", LinesDefault = "#303c4d", LinesInputs = "#74849b", TableLines = "#303c4d",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "12px", AppbarHeight = "4rem", DrawerWidthLeft = "15rem" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "1.0625rem", LineHeight = "1.55", LetterSpacing = "0" },
            Body1 = new Body1Typography { FontFamily = Fonts, FontSize = "1.0625rem", LineHeight = "1.55", LetterSpacing = "0" },
            Body2 = new Body2Typography { FontFamily = Fonts, FontSize = "1rem", LineHeight = "1.5", LetterSpacing = "0" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = "1.0625rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "0", TextTransform = "none" },
        },
    };
}
