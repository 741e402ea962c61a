namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>The product is killed (SIGKILL) at each point of an activation, of the keeper's work and of a password that follows.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const string HowOften = "MESH_KILLS";
    private const int InCi = 1;

    [Fact(DisplayName = "E38: killed at any point, the product loses no activation, and directory and database agree within a minute")]
    public async Task Nothing_is_lost()
    {
        var times = int.TryParse(Environment.GetEnvironmentVariable(HowOften), out var wanted) ? wanted : InCi;
        await using var stage = await Stage.StartAsync(teachers: KillPoint.All.Count * times);
        var rounds = new Rounds(stage);
        for (var time = 0; time < times; time++)
        {
            foreach (var points in Rounds.OfEveryPoint())
                await rounds.RunAsync(points);
        }

        await rounds.EndAsync();
        var tally = Tally.Of(rounds);
        output.WriteLine(tally);
        if (wanted > 0)
            await Console.Out.WriteLineAsync(tally);
        rounds.Violations.ShouldBeEmpty();
        rounds.Kills.Count.ShouldBe(KillPoint.All.Count * times);
        rounds.Kills.ShouldAllBe(kill => kill.Settled != null);
    }
}
