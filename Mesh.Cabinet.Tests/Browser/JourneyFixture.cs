using Mesh.Cabinet.Tests.Parts;
using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>One running product and one Chromium for some journeys; each journey is a person with a browser of their own.</summary>
public sealed class JourneyFixture : IAsyncLifetime
{
    internal static readonly string[] ChromiumArguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public RunningProduct Product { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(DebianParts.Chromium))
            return;

        Product = await RunningProduct.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = DebianParts.Chromium,
            Args = ChromiumArguments,
        });
    }

    /// <summary>Somebody opens a browser that nobody has used; skipped where there is no Chromium.</summary>
    /// <param name="hasMouse">False for somebody who uses the keyboard alone.</param>
    public async Task<Visitor> VisitorAsync(Screen screen = Screen.Phone, bool hasMouse = true)
    {
        DebianParts.NeedChromium();
        var context = await browser!.NewContextAsync(Visitor.Options(screen));
        return new Visitor(await context.NewPageAsync(), Product, hasMouse);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (Product is not null)
            await Product.DisposeAsync();
    }
}

/// <summary>The journeys to the door and through it share one product: they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class Journeys : ICollectionFixture<JourneyFixture>
{
    public const string Name = "Journeys";
}

/// <summary>So do those of life in the cabinet, on another product: the two run side by side.</summary>
[CollectionDefinition(Name)]
public sealed class CabinetLife : ICollectionFixture<JourneyFixture>
{
    public const string Name = "Cabinet life";
}
