using System.Diagnostics;
using Mesh.Cabinet.Bench.Clients;
using Mesh.Cabinet.Bench.Figures;
using Mesh.Cabinet.Bench.Limits;
using Mesh.Cabinet.Bench.Servers;

namespace Mesh.Cabinet.Bench;

/// <summary>What an interactive page costs while it is open, how fast a click is answered, and what stays behind when all are cut off.</summary>
internal static class Circuits
{
    public const string Activation = "/activation";

    private const int WarmUps = 5;
    private const string Cabinet = "/cabinet";
    private const string Section = "/cabinet/devices";
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Settings settings)
    {
        await using var city = await Browsers.CityForAsync(settings.Circuits);
        await using var peer = await PeerProcess.StartAsync();
        await using var hub = await LimitProcess.StartAsync(BareHub.Name);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        var browsers = await Browsers.SignInAsync(city, settings.Circuits);
        Task<Circuit> Ours(string path, int number) => Circuit.OpenAsync(http, new Uri(city.Product.Address, path), browsers.CookieOf(number));
        await using var mud = await LimitProcess.StartAsync(EmptyLayout.Name);
        Task<Circuit> Empty(int number) => Circuit.OpenAsync(http, mud.Address, cookie: null);
        Task<Circuit> Theirs(int number) => Circuit.OpenAsync(http, new Uri(peer.Address, "/counter"), cookie: null);
        var readers = await ReadersAsync(city);

        List<Held> activations = [], cabinets = [], counters = [], layouts = [];
        List<double> echoes = [];
        // A click comes once a circuit: it takes whole rounds of them until the compiler has done what it will.
        for (var round = -WarmUps; round < settings.Rounds / 3; round++)
        {
            var activation = await HoldAsync(city.Product, settings.Circuits, number => Ours(Activation, number));
            var cabinet = await HoldAsync(city.Product, settings.Circuits, number => Ours(Cabinet, number), isPaused: true);
            var layout = await HoldAsync(mud, settings.Circuits, Empty);
            var counter = await HoldAsync(peer, settings.Circuits, Theirs);
            var echo = await EchoAsync(hub, settings.Circuits);
            if (round < 0)
                continue;
            activations.Add(activation);
            cabinets.Add(cabinet);
            counters.Add(counter);
            layouts.Add(layout);
            echoes.Add(echo);
        }

        Series Of(List<Held> rounds, Func<Held, double> value) => new([.. rounds.Select(value)]);
        var empty = new Peer("template's empty circuit", Of(counters, held => held.Kilobytes));
        var bare = new Peer("bare hub echo", new(echoes));
        var click = new Peer("template's counter click", Of(counters, held => held.Click));
        return
        [
            new("heap per circuit of /activation", "KB", Of(activations, held => held.Kilobytes)) { Against = empty, Goal = new Goal.AtMost(2) },
            new("heap per circuit of /cabinet", "KB", Of(cabinets, held => held.Kilobytes)) { Against = empty, Goal = new Goal.AtMost(5) },
            new("heap per paused circuit of /cabinet", "KB", Of(cabinets, held => held.PausedKilobytes)) { Against = new("an open one", Of(cabinets, held => held.Kilobytes)), Goal = new Goal.AtMost(0.1) },
            new("opening /cabinet whole: page, circuit, all that it shows, server CPU", "ms", Of(cabinets, held => held.Opening)) { Against = new("MudBlazor's empty layout", Of(layouts, held => held.Opening)), Goal = new Goal.AtMost(1.5) },
            new("the same", "ms", Of(cabinets, held => held.Opening)) { Against = new("template's counter, whose page asks nobody who is there", Of(counters, held => held.Opening)) },
            new($"section to section at {settings.Circuits} circuits, p50: first to be seen", "ms", Of(cabinets, held => held.First)) { Against = click, Goal = new Goal.AtMost(3) },
            new($"section to section at {settings.Circuits} circuits, p50: whole", "ms", Of(cabinets, held => held.Whole)) { Against = click, Goal = new Goal.AtMost(15) },
            new("circuits held for those who read or are strangers", "", new([readers])) { Goal = new Goal.AtMost(0) },
            new($"click to render, p50 at {settings.Circuits} circuits: «Подтвердить»", "ms", Of(activations, held => held.Click)) { Against = bare, Goal = new Goal.AtMost(2) },
            new($"click to render, p50 at {settings.Circuits} circuits: the least of it, the template's counter", "ms", Of(counters, held => held.Click)) { Against = bare },
            new($"heap kept after {settings.Circuits} circuits are cut off", "MB", Of(activations, held => held.KeptMegabytes)) { Goal = new Goal.AtMost(6) },
            new($"circuits kept of {settings.Circuits} that are cut off", "", Of(activations, held => held.KeptCircuits)),
        ];
    }

    private static async Task<Held> HoldAsync(ServerProcess server, int count, Func<int, Task<Circuit>> open, bool isPaused = false)
    {
        await server.RestAsync();
        var before = await server.CollectAsync();
        var (cpu, start) = (server.Cpu, Stopwatch.GetTimestamp());
        var crowd = await Crowd.OpenAsync(count, open);
        // What can be clicked first may stand before the page is whole.
        await server.RestAsync();
        var (all, opened) = (server.Cpu - cpu, Stopwatch.GetElapsedTime(start));
        // What stands there and only ticks is no cost of opening it.
        var opening = (all - (opened * await server.LoadAsync())).TotalMilliseconds / count;
        var during = await server.CollectAsync();
        List<double> clicks = [], firsts = [], wholes = [];
        if (isPaused)
        {
            foreach (var circuit in crowd.Take(count / 10))
            {
                var (first, whole) = await circuit.GoAsync(new Uri(server.Address, Section));
                firsts.Add(first);
                wholes.Add(whole);
            }

            await Task.WhenAll(crowd.Select(circuit => circuit.PauseAsync()));
        }
        else
        {
            clicks = [.. await Crowd.EachAsync(crowd, circuit => circuit.ClickAsync())];
            await Crowd.CutOffAsync(crowd);
        }

        await Task.Delay(Settling);
        var after = await server.CollectAsync();
        double PerCircuit(Kept kept) => (kept.Heap - before.Heap) / 1024.0 / count;
        return new Held(opening, PerCircuit(during), PerCircuit(after), Middle(clicks), Middle(firsts), Middle(wholes), (after.Heap - before.Heap) / 1024.0 / 1024, after.Circuits);
    }

    private static double Middle(List<double> taken) => taken.Count == 0 ? 0 : new Series(taken).Median;

    private static async Task<double> EchoAsync(ServerProcess hub, int count)
    {
        var crowd = await Crowd.OpenAsync(count, _ => EchoConnection.OpenAsync(hub));
        var echoes = new Series(await Crowd.EachAsync(crowd, connection => connection.EchoAsync()));
        await Crowd.CutOffAsync(crowd);
        return echoes.Median;
    }

    // The way of the morning leaves no circuit: neither of a stranger's, nor of whoever has an account and goes to a service.
    private static async Task<double> ReadersAsync(RunningCity city)
    {
        var account = await city.ActivateFirstAsync();
        using var stranger = new Visitor(city.Product);
        using var person = new Visitor(city.Product);
        await person.SignInAsync(account);
        var pages = new List<string>();
        foreach (var path in new[] { "/", "/help", "/help/access", "/support" })
            pages.Add(await (await stranger.Http.GetAsync(new Uri(path, UriKind.Relative))).Content.ReadAsStringAsync());
        foreach (var path in new[] { "/start", "/access", "/services" })
            pages.Add(await (await person.Http.GetAsync(new Uri(path, UriKind.Relative))).Content.ReadAsStringAsync());
        return pages.Count(page => page.Contains("blazor.web.js", StringComparison.Ordinal) || page.Contains("\"type\":\"server\"", StringComparison.Ordinal))
            + (await city.Product.CollectAsync()).Circuits;
    }

    private sealed record Held(double Opening, double Kilobytes, double PausedKilobytes, double Click, double First, double Whole, double KeptMegabytes, double KeptCircuits);
}
