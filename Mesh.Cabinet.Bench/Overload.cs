using System.Diagnostics;
using Mesh.Cabinet.Bench.Clients;
using Mesh.Cabinet.Bench.Figures;
using Mesh.Cabinet.Bench.Limits;
using Mesh.Cabinet.Bench.Servers;
using Bounds = Mesh.Cabinet.Shell.Limits;

namespace Mesh.Cabinet.Bench;

/// <summary>
/// One and a half times as many sign-ins as a node bears: those whom it takes are as many as ever, all others are told to wait a minute,
/// and afterwards it is as before. What it bears is bounded by how many it has under way at once, so a slow mos.ru brings it there
/// without a busy machine.
/// </summary>
internal static class Overload
{
    private const double Offered = 1.5;
    private const double Megabyte = 1 << 20;
    private const int MosRuTakes = 3_000;

    private const int Crowd = Bounds.SignInsAtOnce + Bounds.SignInsWaiting;

    // So many that somebody waits whenever there is room.
    private const int Eager = Bounds.SignInsAtOnce + 64;
    private static readonly TimeSpan Rising = TimeSpan.FromMilliseconds(3 * MosRuTakes);
    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(4 * MosRuTakes);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Settings settings)
    {
        var (folder, cityAddress, address) = (Workshop.NewFolder(), ServerProcess.FreeAddress(), ServerProcess.FreeAddress());
        await using var city = await ServerProcess.StartAsync(typeof(Overload).Assembly.Location, ["limit", SlowCity.Name, cityAddress.ToString(), $"{MosRuTakes}"], cityAddress, "/");
        var (program, installation) = (await Workshop.PublishAsync("Mesh.Cabinet"), RunningCity.Settings(folder, address, cityAddress));
        await Workshop.RunAsync(program, ["database", "migrate"], installation);
        await using var product = await ServerProcess.StartAsync(program, [], address, "/health/ready", installation);

        List<double> quiets = [], crowded = [], afterwards = [], waits = [], memories = [];
        var (refused, failed, cutOff) = (0, 0, 0);
        await BearAsync(product, isWarm: false);
        for (var round = 0; round < settings.Rounds / 3; round++)
        {
            quiets.Add(await BearAsync(product));
            var quietMemory = product.PeakMemory;
            using var people = new Arrivals(product);
            crowded.Add(await CrowdAsync(people, Offered * quiets[^1]));
            memories.Add((product.PeakMemory - quietMemory) / Megabyte);
            waits.Add(new Series(people.Refusals).Percentile(0.99));
            (refused, failed, cutOff) = (refused + people.Count(Arrival.AskedToWait), failed + people.Count(Arrival.Failed), cutOff + people.Count(Arrival.CutOff));
            afterwards.Add(await BearAsync(product));
        }

        var quiet = new Peer("when no more come", new(quiets));
        return
        [
            new($"sign-ins a second, {Offered} times as many offered as the node bears", "", new(crowded)) { Against = quiet, Goal = new Goal.AtLeast(0.9) },
            new("sign-ins a second, afterwards", "", new(afterwards)) { Against = quiet, Goal = new Goal.AtLeast(0.9) },
            new("told to come again in a minute, by a page", "", new([refused])),
            new("any other answer", "", new([failed])) { Goal = new Goal.AtMost(0) },
            new("connections without an answer", "", new([cutOff])) { Goal = new Goal.AtMost(0) },
            new("until somebody is told to come again, p99", "ms", new(waits)),
            new("memory that the crowd took besides, at most", "MB", new(memories)) { Goal = new Goal.AtMost(150) },
        ];
    }

    /// <returns>Sign-ins a second of a node that always has as many under way as it takes at once.</returns>
    private static async Task<double> BearAsync(ServerProcess product, bool isWarm = true)
    {
        using var people = new Arrivals(product);
        using var over = new CancellationTokenSource();
        var coming = Enumerable.Range(0, Eager).Select(async number =>
        {
            // One after the other: hundreds in one moment would be another measurement.
            await Task.Delay(Rising / Eager * number);
            while (!over.IsCancellationRequested)
                await people.ComeAsync();
        }).ToList();
        var perSecond = await SignedInAsync(people);
        await over.CancelAsync();
        await Task.WhenAll(coming);
        // A cold node may be too slow for its own patience with mos.ru.
        if (isWarm)
            people.ShouldBeWell();
        return perSecond;
    }

    // All who may wait come within a moment, and then more than go.
    private static async Task<double> CrowdAsync(Arrivals people, double perSecond)
    {
        var coming = new List<Task>();
        using var over = new CancellationTokenSource();
        async Task ArriveAsync(double each, Func<bool> isOver)
        {
            for (var (start, come) = (Stopwatch.GetTimestamp(), 0); !isOver(); await Task.Delay(Step))
            {
                for (; come < Stopwatch.GetElapsedTime(start).TotalSeconds * each; come++)
                    coming.Add(people.ComeAsync());
            }
        }

        await ArriveAsync(Crowd / Rising.TotalSeconds, () => coming.Count >= Crowd);
        var arriving = ArriveAsync(perSecond, () => over.IsCancellationRequested);
        var signedIn = await SignedInAsync(people);
        await over.CancelAsync();
        await arriving;
        await Task.WhenAll(coming);
        return signedIn;
    }

    private static async Task<double> SignedInAsync(Arrivals people)
    {
        await Task.Delay(Rising);
        var (start, before) = (Stopwatch.GetTimestamp(), people.Count(Arrival.SignedIn));
        await Task.Delay(Held);
        return (people.Count(Arrival.SignedIn) - before) / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
