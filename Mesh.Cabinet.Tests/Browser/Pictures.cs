using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>What a page looks like to whoever tests it: pictures, accessibility, and whether it fits.</summary>
internal static class Pictures
{
    // WCAG 2.2, 1.4.10 and 1.4.4: nothing is lost and nothing scrolls sideways at 320 px, nor on a desktop at 200 %, which halves its width.
    private static readonly int[] NarrowWidths = [320, Visitor.Options(Screen.Desktop).ViewportSize!.Width / 2];
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Pictures in light and dark, on this screen and the other; in each, axe must find nothing to complain about.</summary>
    public static async Task PictureAsync(this Visitor visitor, string name)
    {
        var page = visitor.Page;
        await Assertions.Expect(page.Locator(".skeleton:visible")).ToHaveCountAsync(0);
        // Where no picture is kept nobody looks at the other screen.
        foreach (var screen in TestPlaces.KeepsPictures ? Enum.GetValues<Screen>() : [Screen.Phone])
        {
            var size = Visitor.Options(screen).ViewportSize!;
            await page.SetViewportSizeAsync(size.Width, size.Height);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await ThemeFollowsAsync(page);
                var file = $"{name}-{screen}-{scheme}.png".ToLowerInvariant();
                if (TestPlaces.KeepsPictures)
                    await page.ScreenshotAsync(new() { Path = Path.Combine(TestPlaces.Screenshots, file), FullPage = true, Animations = ScreenshotAnimations.Disabled });
                if (screen is Screen.Phone)
                    await ComplainsOfNothingAsync(page, file, scheme);
            }
        }

        foreach (var width in NarrowWidths)
        {
            await page.SetViewportSizeAsync(width, 430);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, $"{name} is wider than {width} px");
        }

        var phone = Visitor.Options(Screen.Phone).ViewportSize!;
        await page.SetViewportSizeAsync(phone.Width, phone.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    // MudBlazor's theme comes by the circuit, a moment after the style sheet's.
    private static async Task ThemeFollowsAsync(IPage page)
    {
        const string follows = """
            () => {
              const probe = document.createElement('i');
              const colour = name => { probe.style.color = `var(${name})`; return getComputedStyle(probe).color; };
              document.body.append(probe);
              const same = !getComputedStyle(probe).getPropertyValue('--mud-palette-surface') || colour('--mud-palette-surface') === colour('--surface');
              probe.remove();
              return same;
            }
            """;
        while (!await page.EvaluateAsync<bool>(follows))
            await Task.Delay(50);
    }

    // In the dark only the colours differ.
    private static async Task ComplainsOfNothingAsync(IPage page, string picture, ColorScheme scheme)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(Axe);
        // Colours that are still on their way to the other scheme are nobody's.
        await page.EvaluateAsync(
            "async () => void await Promise.allSettled(document.getAnimations().filter(one => isFinite(one.effect.getComputedTiming().endTime)).map(one => one.finished))");
        var violations = await page.EvaluateAsync<string[]>(
            "async rules => (await axe.run(rules ? { runOnly: rules } : {})).violations.map(violation => violation.help + ': ' + violation.nodes.map(node => node.html).join(', '))",
            scheme is ColorScheme.Dark ? new[] { "color-contrast" } : null);
        violations.Select(violation => $"{picture}: {violation}").ShouldBeEmpty();
    }
}
