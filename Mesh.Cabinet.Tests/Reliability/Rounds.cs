using System.Diagnostics;
using Dapper;

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>Kills the product at every point, several people at a time, and looks each time whether all is well afterwards.</summary>
internal sealed class Rounds(Stage stage)
{
    private readonly Invariants invariants = new(stage);
    private readonly List<Kill> unsettled = [];
    private readonly Stopwatch sinceLastKill = new();
    private RunningProduct? node;

    public List<Kill> Kills { get; } = [];

    public List<(KillPoint? Point, Violation Violation)> Violations { get; } = [];

    /// <summary>Every point once; of what holds the database and of what the keeper does there is one a round.</summary>
    public static IEnumerable<IReadOnlyList<KillPoint>> OfEveryPoint()
    {
        var last = KillPoint.All.Where(point => point.HoldsDatabase).ToList();
        var keeping = KillPoint.All.Where(point => point is { Doing: Doing.Keeping, HoldsDatabase: false }).ToList();
        var others = KillPoint.All.Except(last).Except(keeping).ToList();
        var places = last.Where(point => point.Doing is not Doing.Keeping).ToList();
        return last.Select((end, round) => (IReadOnlyList<KillPoint>)
        [
            .. others.Where((_, number) => number % last.Count == round),
            .. keeping.Where((_, number) => places.ElementAtOrDefault(number) == end),
            end,
        ]);
    }

    public async Task RunAsync(IReadOnlyList<KillPoint> points)
    {
        node ??= await StartAsync();
        var kills = points.Select(point => new Kill(stage, point)).ToList();
        foreach (var kill in kills)
            await kill.ArriveAsync();
        await stage.KillAsync(node);
        sinceLastKill.Restart();
        foreach (var kill in kills)
            Add(kill, await kill.EndAsync());
        unsettled.AddRange(kills);
        Kills.AddRange(kills);

        node = await StartAsync();
        foreach (var kill in kills)
            Add(kill, await kill.ComeBackAsync());
        await LookAsync();
    }

    /// <summary>Waits for the last ones, a minute from the last kill, and searches for passwords.</summary>
    public async Task EndAsync()
    {
        while (unsettled.Count > 0 && sinceLastKill.Elapsed < Invariants.Patience)
        {
            await LookAsync();
            await Task.Delay(200);
        }

        foreach (var violation in await invariants.FindAsync(stage.Visits))
            Violations.Add((Kills.Find(kill => kill.Visit.PersonId == violation.About)?.Point, violation));
        Violations.AddRange(invariants.FindPasswords().Select(violation => ((KillPoint?)null, violation)));
    }

    private void Add(Kill kill, Violation? violation)
    {
        if (violation is not null)
            Violations.Add((kill.Point, violation));
    }

    private async Task LookAsync()
    {
        var found = await invariants.FindAsync([.. unsettled.Select(kill => kill.Visit)]);
        foreach (var kill in unsettled.Where(kill => !found.Any(violation => violation.About == kill.Visit.PersonId)).ToList())
        {
            kill.Settled = kill.Elapsed;
            unsettled.Remove(kill);
        }
    }

    // Whoever takes over waits until the lease of the killed node has run out. Here it is given back, or every kill would cost that time.
    private async Task<RunningProduct> StartAsync()
    {
        var started = await stage.StartNodeAsync();
        await using var database = await stage.Aftermath.OpenAsync();
        await database.ExecuteAsync("UPDATE Leases SET Holder = @Nobody", new { Nobody = Guid.Empty });
        return started;
    }
}
