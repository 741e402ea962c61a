using CsCheck;
using Mesh.Cabinet.Children;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Tests.Children;

/// <summary>Whose child it is, asked of stores and operations for three thousand pairs, ten thousand with <c>MESH_FULL=1</c>, and of an oracle that knows no database.</summary>
public sealed class FamilyRightsTests
{
    private static readonly int Graphs = TestPlaces.IsFull ? 20 : 6;
    private const int Adults = 20;
    private const int Children = 25;

    [Fact(DisplayName = "R38, E26, E27: for thousands of pairs of an adult and a child every store and operation agrees with the records")]
    public async Task Nobody_gets_another_ones_child()
    {
        var (pairs, full, look) = (0, 0, 0);
        await FamilyGraph.Gen(Adults, Children, FamilyGround.Today, edge: 0).SampleAsync(async graph =>
        {
            using var ground = await FamilyGround.OpenAsync(DatabaseProvider.Sqlite, graph);
            foreach (var (adult, number) in graph.Adults.Select((adult, number) => (adult, number)))
            {
                var rights = graph.Children.ToDictionary(child => child.Id, child => FamilyGraph.Right(adult, child, FamilyGround.Today));
                (await ground.Mine.ListAsync(FamilyGround.SessionOf(number), default)).ToDictionary(view => view.Id, view => view.Family.Right)
                    .ShouldBe(rights.Where(right => right.Value is not FamilyRight.None).ToDictionary(), ignoreOrder: true, $"the list of {adult.Id}");
                foreach (var (child, right) in rights)
                    await AgreeAsync(ground, number, adult.Id, child, right);
                pairs += rights.Count;
                full += rights.Values.Count(right => right is FamilyRight.Full);
                look += rights.Values.Count(right => right is FamilyRight.Look);
            }
        }, iter: Graphs, threads: 1);
        pairs.ShouldBe(Graphs * Adults * Children);
        (full > 2 * Graphs && look > 2 * Graphs).ShouldBeTrue($"of {pairs} pairs {full} may act and {look} may look: too few to prove anything");
    }

    private static async Task AgreeAsync(FamilyGround ground, int number, string adultId, string childId, FamilyRight right)
    {
        var why = $"{adultId} and {childId} have the right {right}";
        var session = FamilyGround.SessionOf(number);
        var actor = new Actor(adultId, null);
        ((await ground.Mine.RightAsync(session, childId, default))?.Child.Right ?? FamilyRight.None).ShouldBe(right, why);
        (await ground.Consents.GiveAsync(childId, ground.Consent.Current, actor, default)).ShouldBe(right is FamilyRight.Full, why);
        (await ground.Tries.TakeAsync(childId, actor, default) is ChildTry.NoRight).ShouldBe(right is not FamilyRight.Full, why);
        Refusal(await ground.Create.RunAsync(session, childId, "", new TypedPassword(""), null, default)).ShouldBe(right, why);
        Refusal(await ground.SetPassword.RunAsync(session, childId, new TypedPassword(""), null, default)).ShouldBe(right, why);
        Refusal(await ground.GiveConsent.RunAsync(session, childId, "", null, default)).ShouldBe(right, why);
        var started = await ground.Accounts.StartAsync(childId, "login", actor, default);
        (started is StartOutcome.NoRight).ShouldBe(right is not FamilyRight.Full, why);
        if (started is StartOutcome.Started { Row: var row })
            await ground.Accounts.AbandonAsync(row, default);
    }

    private static FamilyRight Refusal(ChildOutcome outcome) => outcome switch
    {
        ChildOutcome.NotFound => FamilyRight.None,
        ChildOutcome.MayOnlyLook => FamilyRight.Look,
        _ => FamilyRight.Full,
    };
}
