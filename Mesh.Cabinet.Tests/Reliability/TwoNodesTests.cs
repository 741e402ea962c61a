namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>Two nodes of the product on one database, one of which has a clock five minutes off.</summary>
public sealed class TwoNodesTests
{
    [Theory(DisplayName = "E38: twenty passwords at once over two nodes make one account, and when the keeper's node is killed the other one goes on")]
    [InlineData("00:05:00")]
    [InlineData("-00:05:00")]
    public async Task Two_nodes(string clockError)
    {
        await using var stage = await Stage.StartAsync(teachers: 5);
        var wrong = await stage.StartNodeAsync(settings: (Watch.ClockError, clockError));
        var right = await stage.StartNodeAsync(stage.NewPlace());
        wrong.Output.ShouldContain("trce:", Case.Sensitive);

        var many = stage.NewVisit();
        await many.ComeAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(click => many.TypeAsync(node: click % 2 == 0 ? wrong.Cabinet : right.Cabinet)));
        // Some of a crowd are told to come back; who does, finds the account.
        (await many.TypeAsync()).ShouldBeNull();

        // At the moment of the kill the node that holds the lease has an account under way and another one to keep.
        var kept = stage.NewVisit();
        await kept.ActivateAsync();
        var lost = stage.NewVisit();
        await lost.ComeAsync();
        var reached = stage.Checkpoints.ArmAsync(Moment.After, "POST /scim/v2/Users", $"\"{lost.Login}\"");
        var typing = lost.TypeAsync();
        await reached;
        await stage.Aftermath.ChangeObjectAsync(kept.Login, "displayName", "Чужая");
        await stage.KillAsync(wrong);
        await Should.ThrowAsync<HttpRequestException>(typing);
        await stage.Aftermath.MakeDueAsync(kept.PersonId);

        await new Invariants(stage).ShouldHoldAsync();
        (await stage.Aftermath.ActivationOfAsync(lost.Login)).CompletedAt.ShouldNotBeNull("the other node has marked it");
        await stage.KillAsync(right);
    }

    [Theory(DisplayName = "R49: a new password follows on a node whose clock is five minutes off")]
    [InlineData("00:05:00")]
    [InlineData("-00:05:00")]
    public async Task A_password_follows(string clockError)
    {
        await using var stage = await Stage.StartAsync(teachers: 1);
        await stage.StartNodeAsync(settings: (Watch.ClockError, clockError));
        var visit = stage.NewVisit();
        await visit.ActivateAsync();
        await visit.ChangePasswordAsync($"{Stage.Canary}-nova");
        await new Invariants(stage).ShouldHoldAsync();
    }
}
