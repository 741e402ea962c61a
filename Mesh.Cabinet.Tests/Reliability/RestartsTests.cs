using Mesh.Cabinet.Tests.Parts;

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>Two nodes behind the nginx of the documents are restarted one after the other, while people activate.</summary>
public sealed class RestartsTests(ITestOutputHelper output)
{
    private const string HowMany = "MESH_RESTARTS";
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    [Fact(DisplayName = "E38: while nodes are restarted in order, nobody behind nginx sees a request fail or a session end, and nobody acknowledged is lost")]
    public async Task In_order()
    {
        var (requests, failures) = await RunAsync(node => node.StopAsync());
        output.WriteLine($"{requests} requests, {failures.Count} failed");
        failures.ShouldBeEmpty();
    }

    private static async Task<(int Requests, IReadOnlyList<string> Failures)> RunAsync(Func<RunningProduct, Task> end)
    {
        DebianParts.NeedNginx();
        var (people, restarts) = int.TryParse(Environment.GetEnvironmentVariable(HowMany), out var wanted) ? (50 * wanted, wanted) : (10, 2);
        await using var stage = await Stage.StartAsync(people);
        RunningProduct[] nodes = [await StartNodeAsync(stage, stage.NewPlace()), await StartNodeAsync(stage, stage.NewPlace())];
        var folder = Directory.CreateTempSubdirectory("nginx-");
        await using var nginx = await Nginx.StartBeforeAsync(folder.FullName, stage.Place.Cabinet.Port, [.. nodes.Select(node => node.Cabinet.Port)]);

        using var over = new CancellationTokenSource();
        var crowd = Enumerable.Range(0, people).Select(_ => new Walk(stage.NewVisit())).ToList();
        var walking = crowd.Select((walk, place) => walk.GoAsync(Between * place, over.Token)).ToList();
        for (var restart = 0; restart < restarts; restart++)
        {
            var index = restart % nodes.Length;
            await end(nodes[index]);
            // What has ended is no longer there to be killed; what it printed counts on.
            await stage.KillAsync(nodes[index]);
            nodes[index] = await StartNodeAsync(stage, nodes[index].Place);
        }

        await over.CancelAsync();
        await Task.WhenAll(walking);
        var left = crowd.SelectMany(walk => walk.Failures).ToList();
        stage.Visits.ShouldAllBe(visit => visit.IsAcknowledged, string.Join('\n', left));
        await new Invariants(stage).ShouldHoldAsync();
        folder.Delete(recursive: true);
        return (crowd.Sum(walk => walk.Requests), [.. crowd.SelectMany(walk => walk.Failures)]);
    }

    private static Task<RunningProduct> StartNodeAsync(Stage stage, ProductPlace place) =>
        stage.StartNodeAsync(place, ("Site__TrustedProxies__0", "127.0.0.1"), ("Site__TrustedProxies__1", "::1"));
}
