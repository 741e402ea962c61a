namespace Mesh.Cabinet.Shell;

/// <summary>
/// A browser's <c>User-Agent</c> in words, such as «Chrome на Windows»: enough for a person to know their own device. Browsers
/// pose as one another, so the more particular name is looked for first.
/// </summary>
internal static class BrowserName
{
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("YaBrowser/", ShellText.BrowserYandex), ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Vivaldi/", "Vivaldi"),
        ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Version/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
    ];

    public static string Of(string? userAgent)
    {
        var browser = Find(Browsers, userAgent) ?? ShellText.BrowserUnknown;
        return Find(Systems, userAgent) is { } system ? string.Format(ShellText.BrowserOn, browser, system) : browser;
    }

    private static string? Find((string Mark, string Name)[] marks, string? userAgent) =>
        marks.FirstOrDefault(it => userAgent?.Contains(it.Mark, StringComparison.Ordinal) == true).Name;
}
