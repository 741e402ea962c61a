using System.Collections.Concurrent;
using Mesh.Cabinet.Bench.Clients;
using Mesh.Cabinet.Bench.Figures;
using Mesh.Cabinet.Bench.Servers;
using Microsoft.Playwright;

namespace Mesh.Cabinet.Bench;

/// <summary>What a phone that was never here before loads, in Chromium: bytes as they come over the wire, headers included.</summary>
internal static class FirstLoad
{
    private const double BytesPerKilobyte = 1024;
    private const string Story = "ivanov.igor";

    // Debian's, with a window or without.
    private static string Chromium => new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium" }.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("Chromium is not installed.");

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Settings settings)
    {
        await using var city = await RunningCity.StartAsync(people: 400, accounts: 0);
        using var person = new Visitor(city.Product);
        await person.SignInAsync(city.Accounts.Single(account => account.Login == Story));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox"] });
        Task<Loaded> LoadAsync(string path, string? cookie) => Browse(browser, new Uri(city.Product.Address, path), cookie);

        var landing = await LoadAsync("/", cookie: null);
        var activation = await LoadAsync("/activation", person.Cookie);
        var cabinet = await LoadAsync("/cabinet", person.Cookie);
        return
        [
            new("landing page, first load, the font apart", "KB", new([landing.Kilobytes])) { Goal = new Goal.AtMost(6) },
            new("landing page, requests, the font apart", "", new([landing.Requests])) { Goal = new Goal.AtMost(3) },
            new("landing page, scripts", "", new([landing.Scripts])) { Goal = new Goal.AtMost(0) },
            .. Of("/activation", activation),
            .. Of("/cabinet", cabinet),
        ];
    }

    private static IEnumerable<Figure> Of(string page, Loaded loaded) =>
    [
        new($"{page}, first load, the font apart", "KB", new([loaded.Kilobytes])) { Goal = new Goal.AtMost(140) },
        new($"{page}, requests, the font apart", "", new([loaded.Requests])) { Goal = new Goal.AtMost(14) },
        .. loaded.Heaviest.Select(one => new Figure($"{page}, of it {one.What}", "KB", new([one.Kilobytes]))),
    ];

    private static async Task<Loaded> Browse(IBrowser browser, Uri address, string? cookie)
    {
        await using var context = await browser.NewContextAsync();
        foreach (var pair in cookie?.Split("; ") ?? [])
            await context.AddCookiesAsync([new() { Name = pair.Split('=', 2)[0], Value = pair.Split('=', 2)[1], Url = address.GetLeftPart(UriPartial.Authority) }]);
        var page = await context.NewPageAsync();
        var answers = new ConcurrentBag<IRequest>();
        page.RequestFinished += (_, request) => answers.Add(request);
        await page.GotoAsync(address.ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });

        var counted = answers.Where(request => request.ResourceType != "font").ToList();
        var sizes = new List<(string What, double Kilobytes)>();
        foreach (var request in counted)
            sizes.Add((new Uri(request.Url).AbsolutePath, await request.SizesAsync() is var size ? (size.ResponseBodySize + size.ResponseHeadersSize) / BytesPerKilobyte : 0));
        return new Loaded([.. sizes.OrderByDescending(one => one.Kilobytes)], counted.Count(request => request.ResourceType == "script"));
    }

    private sealed record Loaded(IReadOnlyList<(string What, double Kilobytes)> Files, int Scripts)
    {
        private const int Shown = 4;

        public double Kilobytes => Files.Sum(file => file.Kilobytes);

        public int Requests => Files.Count;

        public IEnumerable<(string What, double Kilobytes)> Heaviest => Files.Take(Shown);
    }
}
