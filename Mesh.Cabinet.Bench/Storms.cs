using Mesh.Cabinet.Bench.Clients;
using Mesh.Cabinet.Bench.Figures;
using Mesh.Cabinet.Bench.Servers;

namespace Mesh.Cabinet.Bench;

/// <summary>What somebody in the middle of an activation feels of the morning: clicks among many open circuits, quiet and while others sign in.</summary>
internal static class Storms
{
    // What is left of two cores when the city, which plays mos.ru, and the clients have taken their part.
    private const int SignInsPerSecond = 15;
    private static readonly TimeSpan Rising = TimeSpan.FromSeconds(1);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Settings settings)
    {
        await using var city = await Browsers.CityForAsync(settings.Circuits);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        var account = city.Accounts[0];
        var browsers = await Browsers.SignInAsync(city, settings.Circuits);
        List<double> quiets = [], storms = [], medians = [], begun = [], cores = [];
        for (var round = -1; round < settings.Rounds / 3; round++)
        {
            var crowd = await Crowd.OpenAsync(settings.Circuits, number => Circuit.OpenAsync(http, new Uri(city.Product.Address, Circuits.Activation), browsers.CookieOf(number)));
            var half = crowd.Count / 2;
            var quiet = new Series(await Crowd.EachAsync(crowd.Take(half), circuit => circuit.ClickAsync()));
            var storm = SignInStorm.Over(city.Product, account, SignInsPerSecond);
            await Task.Delay(Rising);
            var stormy = new Series(await Crowd.EachAsync(crowd.Skip(half), circuit => circuit.ClickAsync()));
            var felt = await storm.EndAsync();
            await Crowd.CutOffAsync(crowd);
            if (round < 0)
                continue;
            quiets.Add(quiet.Percentile(0.99));
            storms.Add(stormy.Percentile(0.99));
            medians.Add(stormy.Median);
            begun.Add(felt.PerSecond);
            cores.Add(felt.Cores);
        }

        return
        [
            new($"click to render during a storm of sign-ins, p99 at {settings.Circuits} circuits", "ms", new(storms)) { Against = new("the same when it is quiet", new(quiets)), Goal = new Goal.AtMost(3) },
            new("click to render during that storm, p50", "ms", new(medians)),
            new("that storm, sign-ins a second", "", new(begun)),
            new("that storm, the product's share of the machine", "cores", new(cores)),
        ];
    }
}
