using System.Collections.Concurrent;
using Mesh.Cabinet.Bench.Clients;
using Mesh.Cabinet.Bench.Figures;
using Mesh.Cabinet.Bench.Servers;
using Microsoft.Playwright;

namespace Mesh.Cabinet.Bench;

/// <summary>What a phone that was never here before loads, in Chromium: bytes as they come over the wire, headers included.</summary>
internal static class FirstLoad
{
    private const string Chromium = "/usr/bin/chromium";
    private const double BytesPerKilobyte = 1024;
    private const string Story = "ivanov.igor";

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
        var shelf = await LoadAsync("/cabinet/services", person.Cookie);
        return
        [
            new("landing page, first load, the font apart", "KB", new([landing.Kilobytes])) { Goal = new Goal.AtMost(6) },
            new("landing page, requests, the font apart", "", new([landing.Requests])) { Goal = new Goal.AtMost(3) },
            new("landing page, scripts", "", new([landing.Scripts])) { Goal = new Goal.AtMost(0) },
            new("/activation, first load, the font apart", "KB", new([activation.Kilobytes])) { Goal = new Goal.AtMost(110) },
            new("/cabinet/services, first load, the font apart", "KB", new([shelf.Kilobytes])) { Goal = new Goal.AtMost(110) },
        ];
    }

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
        var bytes = 0L;
        foreach (var request in counted)
            bytes += await request.SizesAsync() is var sizes ? sizes.ResponseBodySize + sizes.ResponseHeadersSize : 0;
        return new Loaded(bytes / BytesPerKilobyte, counted.Count, counted.Count(request => request.ResourceType == "script"));
    }

    private sealed record Loaded(double Kilobytes, int Requests, int Scripts);
}
