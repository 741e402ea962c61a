using System.Globalization;
using Mesh.Cabinet.Tests.Parts;

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>
/// Two nodes behind the nginx of the documents are restarted one after the other, while people sign in and activate. Any request may go
/// to either node: harder than <c>ip_hash</c>, which keeps a browser at one.
/// </summary>
public sealed class RestartsTests(ITestOutputHelper output)
{
    private const string HowMany = "MESH_RESTARTS";
    private const int PeopleOfRestart = 50;

    [Fact(DisplayName = "E38: while nodes are restarted in order, nobody behind nginx sees a request fail or a session end, and nobody acknowledged is lost")]
    public async Task In_order()
    {
        var asked = int.TryParse(Environment.GetEnvironmentVariable(HowMany), CultureInfo.InvariantCulture, out var wanted);
        var (restarts, people) = asked ? (wanted, PeopleOfRestart * wanted) : (2, 50);
        DebianParts.NeedNginx();
        await using var stage = await Stage.StartAsync(people);
        await using var crowd = await Crowd.StartAsync(stage, people, TimeSpan.FromSeconds(restarts * 10));
        for (var restart = 0; restart < restarts; restart++)
            await crowd.RestartAsync(restart % 2, node => node.StopAsync());

        output.WriteLine(await crowd.EndAsync());
        crowd.Failures.ShouldBeEmpty(await crowd.TellAsync());
        // What nginx had sent to a node was answered by that node: what it may not repeat is safe too.
        (await crowd.LostOnTheWayAsync()).ShouldBeEmpty(await crowd.TellAsync());
    }

    [Fact(DisplayName = "E38: when a node is killed, whoever is cut off gets in by repeating, and nobody acknowledged is lost or there twice")]
    public async Task By_force()
    {
        const int people = 20;
        DebianParts.NeedNginx();
        await using var stage = await Stage.StartAsync(people);
        await using var crowd = await Crowd.StartAsync(stage, people, TimeSpan.FromSeconds(8));
        await Task.Delay(TimeSpan.FromSeconds(3));
        await crowd.RestartAsync(0, node => node.KillAsync());
        output.WriteLine(await crowd.EndAsync());
    }
}
