using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Tests.Cases;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>What an operator can do for an account.</summary>
public sealed class CaseActionsTests
{
    [Theory(DisplayName = "R58: an operator lifts the wait of somebody who mistyped the password too often, and is offered it only then")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Lifted(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var tries = new PasswordTryStore(ground.Database, ground.Time);
        var action = new LiftWait(tries);
        var open = new DeskCase { Number = 1, Kind = SupportCaseKind.Message, State = CaseState.Open, Version = 0, OpenedAt = ground.Time.GetUtcNow(), PersonId = "u1" };
        (await action.ChoicesAsync(null!, open, default)).ShouldBeNull();
        for (var wrong = 0; wrong < PasswordTryStore.Free; wrong++)
            await tries.TakeAsync("u1", default);
        (await tries.TakeAsync("u1", default)).ShouldBeOfType<TryOutcome.Blocked>();
        (await action.ChoicesAsync(null!, open, default)).ShouldHaveSingleItem();
        (await action.ChoicesAsync(null!, open with { PersonId = "u2" }, default)).ShouldBeNull();

        (await action.ActAsync(CaseGround.OperatorOf("Лариса"), open, "", "Перепутал раскладку", default)).ShouldBeOfType<CaseActOutcome.Done>().EndsCase.ShouldBeFalse();
        (await tries.TakeAsync("u1", default)).ShouldBeOfType<TryOutcome.Taken>();
    }
}
