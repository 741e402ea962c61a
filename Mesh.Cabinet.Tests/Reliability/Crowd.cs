using Mesh.Cabinet.Tests.Parts;

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>People who come one after the other to two nodes behind nginx, and stay until they are told that it is enough.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    // The machine that runs the tests is a node's, the city's and all the people's.
    private const int AtTheDoor = 4;
    private const double LooksOfSecond = 20;

    // A watched commit would hold the one file of SQLite while the test answers; the clock tells the logs of two nodes together.
    private static readonly (string Key, string Value)[] Settings =
    [
        (Watch.Address, ""),
        ("Site__TrustedProxies__0", "127.0.0.1"),
        ("Site__TrustedProxies__1", "::1"),
        ("Logging__LogLevel__Default", "Information"),
        ("Logging__LogLevel__Microsoft.AspNetCore", "Warning"),
        ("Logging__LogLevel__Microsoft.Extensions", "Warning"),
        ("Logging__LogLevel__Microsoft.IdentityModel", "Warning"),
        ("Logging__LogLevel__System.Net.Http", "Warning"),
        ("Logging__Console__FormatterName", "simple"),
        ("Logging__Console__FormatterOptions__TimestampFormat", "HH:mm:ss.fff "),
    ];

    private readonly Stage stage;
    private readonly RunningProduct[] nodes;
    private readonly List<RunningProduct> all;
    private readonly DirectoryInfo folder;
    private readonly Nginx nginx;
    private readonly SemaphoreSlim door = new(AtTheDoor);
    private readonly CancellationTokenSource over = new();
    private readonly List<Walk> walks;
    private readonly List<Task> walking;

    private Crowd(Stage stage, RunningProduct[] nodes, DirectoryInfo folder, Nginx nginx, int people, TimeSpan within)
    {
        (this.stage, this.nodes, this.folder, this.nginx, all) = (stage, nodes, folder, nginx, [.. nodes]);
        walks = [.. Enumerable.Range(0, people).Select(_ => new Walk(stage.NewVisit(), door, TimeSpan.FromSeconds(people / LooksOfSecond)))];
        walking = [.. walks.Select((walk, place) => walk.GoAsync(within / people * place, over.Token))];
    }

    public IEnumerable<string> Failures => walks.SelectMany(walk => walk.Failures);

    /// <param name="within">From the first who comes to the last.</param>
    public static async Task<Crowd> StartAsync(Stage city, int people, TimeSpan within)
    {
        RunningProduct[] both = [await city.StartNodeAsync(city.NewPlace(), Settings), await city.StartNodeAsync(city.NewPlace(), Settings)];
        var scratch = Directory.CreateTempSubdirectory("nginx-");
        var proxy = await Nginx.StartBeforeAsync(scratch.FullName, city.Place.Cabinet.Port, [.. both.Select(node => node.Cabinet.Port)]);
        return new Crowd(city, both, scratch, proxy, people, within);
    }

    /// <summary>Ends a node one way or another, and starts it again.</summary>
    public async Task RestartAsync(int index, Func<RunningProduct, Task> end)
    {
        await end(nodes[index]);
        // What has ended is no longer there to be killed; what it printed counts on.
        await stage.KillAsync(nodes[index]);
        nodes[index] = await stage.StartNodeAsync(nodes[index].Place, Settings);
        all.Add(nodes[index]);
    }

    /// <summary>Lets everybody get in who has not, and looks whether all is as it must be.</summary>
    /// <returns>The figures.</returns>
    public async Task<string> EndAsync()
    {
        await over.CancelAsync();
        await Task.WhenAll(walking);
        walks.ShouldAllBe(walk => walk.IsIn, await TellAsync());
        stage.Visits.ShouldAllBe(visit => visit.IsAcknowledged);
        await new Invariants(stage).ShouldHoldAsync();
        return $"{walks.Count} people, {walks.Sum(walk => walk.Requests)} requests, {Failures.Count()} failed";
    }

    /// <summary>What nginx had sent and got no answer to, whether or not it could ask the other node.</summary>
    public async Task<IEnumerable<string>> LostOnTheWayAsync() =>
        (await nginx.TroublesAsync()).Where(line => line.Contains("while reading response header", StringComparison.Ordinal));

    /// <summary>All that somebody needs who wants to know why.</summary>
    public async Task<string> TellAsync() => string.Join('\n', Failures.Concat(await nginx.TroublesAsync()).Concat(all.SelectMany(Complaints)));

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await Task.WhenAll(walking);
        await nginx.DisposeAsync();
        folder.Delete(recursive: true);
        over.Dispose();
        door.Dispose();
    }

    // A complaint, and what is indented below it.
    private static IEnumerable<string> Complaints(RunningProduct node)
    {
        var isOne = false;
        foreach (var line in node.Output.Split('\n'))
        {
            if (!line.StartsWith(' '))
                isOne = line.Contains("warn:", StringComparison.Ordinal) || line.Contains("fail:", StringComparison.Ordinal) || line.Contains("Lifetime", StringComparison.Ordinal);
            if (isOne)
                yield return $"{node.Cabinet.Port} {line}";
        }
    }
}
